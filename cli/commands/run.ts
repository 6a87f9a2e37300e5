import { PROTOCOL_WORDS, type Protocol } from '../../core/judging/protocol.ts';
import type { RunState } from '../../core/records/report.ts';
import { loadConfig } from '../../local/config-file.ts';
import type { World } from '../../local/machine/handlers.ts';
import { type OpenedWorld, openWorld } from '../../local/open-world.ts';
import { runId } from '../../local/run-id.ts';
import { ensureSampleCast } from '../../local/sample-cast/ensure-sample-cast.ts';
import { terminalDesk } from '../approval/terminal-desk.ts';
import type { Io } from '../io.ts';
import { printable } from '../render/printable.ts';
import { progressFor } from '../render/progress.ts';
import { carryRun, nextOf } from './carry-run.ts';
import { type ApproveHow, type RunCommandOptions, requestOf } from './run-request.ts';
import { userOf } from './where.ts';

/** Judges and plans a cast, and with `--execute` carries the plans out; shows how it goes and what came of it. */
export async function runCommand(where: string | undefined, options: RunCommandOptions, io: Io): Promise<number> {
  const { config, file } = await loadConfig(io.cwd, options.config);
  const json = options.json === true;
  const say = (line: string) => !json && io.stderr.write(`${line}\n`);
  const folder = where ?? (await ensureSampleCast(io.cwd, () => say('Drawing a small sample cast of four actors …')));
  const progress = progressFor(io, json);
  const how = howApproved(options, io);
  // The desk works in the world that it is a part of.
  let world: World | undefined;
  const place = () => world as World;
  const desk = how === 'ask' ? terminalDesk(place, io, userOf(io), progress.pause) : undefined;
  const { judge, maker, state, protocol } = options;
  const opened = await openWorld({
    where: folder,
    state,
    cwd: io.cwd,
    config,
    judge,
    protocol,
    maker,
    desk,
    env: io.env,
    clock: io.clock,
  });
  world = opened.world;

  const run = options.runId ?? runId(io.clock.now(), io.random);
  const acts = options.execute === true;
  const what = acts ? 'a run that acts once it is approved' : 'a dry-run';
  const over = printable(world.store.place, 200);
  const withConfig = file === undefined ? '' : `, with ${printable(file, 300)}`;
  say(`Run ${run}: ${what} over ${over}${withConfig}.${acts ? '' : ' Nothing will be changed.'}`);
  say(`Judge: ${opened.judge.name} (${opened.judge.why}).`);
  const shown = protocolLine(opened.judge, protocol);
  if (shown !== undefined) say(shown);
  if (acts) say(`Maker: ${world.maker.name} (${world.makerWhy}).`);

  const request = requestOf(options, how);
  const next = acts ? nextOf(run) : dryRunNext(where);
  const { output } = options;
  const carried = { run, request, where: folder, state, output, json, isSample: where === undefined, progress, next };
  return carryRun(world, carried, io);
}

/** How the judge is asked; of one that looks at no pictures only where somebody asked for a protocol. */
function protocolLine({ name, judge }: OpenedWorld['judge'], asked: Protocol | undefined): string | undefined {
  if (judge.manner !== undefined)
    return `Protocol: ${judge.manner.protocol} (${PROTOCOL_WORDS[judge.manner.protocol]}).`;
  if (asked === undefined) return undefined;
  return `Protocol: ${asked} makes no difference to the ${name} judge, which measures every image by itself.`;
}

/** Without a terminal nobody can be asked: the run waits. */
function howApproved({ execute, approve, json }: RunCommandOptions, { stdin, stderr }: Io): ApproveHow {
  if (execute !== true) return 'later';
  if (approve !== undefined && approve !== 'ask') return approve;
  return stdin?.isTTY === true && stderr.isTTY === true && json !== true ? 'ask' : 'later';
}

/** What is worth typing after a dry-run: carrying it out. */
function dryRunNext(where: string | undefined): (state: RunState) => string {
  return () => `npx evencast run ${where === undefined ? '' : `${quoted(where)} `}--execute`;
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
