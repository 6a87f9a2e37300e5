import type { JudgeName } from '../../core/config/judge-choice.ts';
import { EvencastError } from '../../core/errors.ts';
import type { MakerName } from '../../core/ports/image-maker.ts';
import { loadConfig } from '../../local/config-file.ts';
import { openBrowser } from '../../local/desk/open-browser.ts';
import { openDesk } from '../../local/desk/open-desk.ts';
import { serveDesk } from '../../local/desk/serve-desk.ts';
import { lastPlace } from '../../local/places/last-place.ts';
import { ensureSampleCast } from '../../local/sample-cast/ensure-sample-cast.ts';
import { publishDesk, stackDesk } from '../../local/stack/stack-desk.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printable } from '../render/printable.ts';
import { styleFor } from '../render/style.ts';
import { userOf } from './where.ts';

/** The options of `evencast desk`, parsed. */
export interface DeskCommandOptions {
  readonly port?: number;
  readonly open: boolean;
  readonly allowHost?: readonly string[];
  readonly judge?: JudgeName;
  readonly maker?: MakerName;
  readonly output: string;
  readonly config?: string;
  readonly state?: string;
  readonly stack?: string;
  readonly publish?: boolean;
}

/** `evencast desk [WHERE]`: opens the review desk on this machine, until Ctrl-C; with `--stack` the deployed one. */
export async function deskCommand(
  where: string | undefined,
  options: DeskCommandOptions,
  io: Io,
  version: string,
): Promise<number> {
  if (options.stack !== undefined) return openDeployed(where, options.stack, options, io);
  if (options.publish === true)
    throw new EvencastError(
      'InvalidRequest',
      'Only the pages of a deployed desk are published. Name it with --stack NAME.',
    );
  const { config } = await loadConfig(io.cwd, options.config);
  const last = where === undefined ? await lastPlace(io.cwd) : undefined;
  const folder =
    where ??
    last?.where ??
    (await ensureSampleCast(io.cwd, () => io.stderr.write('Drawing a small sample cast of four actors …\n')));
  const style = styleFor(io.stderr, io.env);
  const desk = await openDesk({
    where: folder,
    state: options.state ?? last?.state,
    cwd: io.cwd,
    config,
    judge: options.judge,
    maker: options.maker,
    output: options.output,
    user: userOf(io),
    version,
    allowHosts: options.allowHost,
    env: io.env,
    clock: io.clock,
    random: io.random,
    onBug: (error) => io.stderr.write(`${style.bad('Error:')} ${printable(String(error), 2000)}\n`),
    retryPause: io.retryPause,
  });
  const served = await serveDesk(desk, options.port);
  const link = `${served.address}${desk.gate.newEntry()}`;
  io.stderr.write(`The desk over ${printable(desk.place, 200)}. Ctrl-C ends it.\n`);
  if (!desk.hasPages) io.stderr.write('Its pages are not built; build them with: npm run build:web\n');
  io.stdout.write(`${link}\n`);
  io.stderr.write('The link works once, for a minute; start the desk again for another.\n');
  if (options.open && io.stdout.isTTY === true) openBrowser(link);
  await new Promise<void>((resolve) => {
    if (io.signal.aborted) resolve();
    io.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await served.close();
  return EXIT.done;
}

/** `evencast desk --stack NAME [--publish]`: the deployed desk's address, with its pages put there first where that is asked for. */
async function openDeployed(
  where: string | undefined,
  stack: string,
  options: DeskCommandOptions,
  io: Io,
): Promise<number> {
  if (where !== undefined)
    throw new EvencastError('InvalidRequest', `--stack ${stack} says where the images are; leave ${where} out.`);
  const desk = await stackDesk(stack);
  if (options.publish === true) {
    const files = await publishDesk(desk);
    io.stderr.write(`Published ${files} files of the pages to ${desk.pages}.\n`);
  }
  io.stdout.write(`${desk.address}\n`);
  io.stderr.write(
    `People sign in there; add them to the user pool ${desk.users} (docs/operations.md, The review desk).\n`,
  );
  if (options.open && io.stdout.isTTY === true) openBrowser(desk.address);
  return EXIT.done;
}
