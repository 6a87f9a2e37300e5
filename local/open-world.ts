import { silentDesk } from '../adapters/approval/silent-desk.ts';
import { type ReadyJudge, readyJudge } from '../adapters/chosen-judge.ts';
import { readyMaker } from '../adapters/chosen-maker.ts';
import type { Environment } from '../adapters/environment.ts';
import { sharpImageCodec } from '../adapters/sharp/image-codec.ts';
import type { Config } from '../core/config/config.ts';
import type { JudgeName } from '../core/config/judge-choice.ts';
import type { ApprovalDesk } from '../core/ports/approval-desk.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { MakerName } from '../core/ports/image-maker.ts';
import type { RunRecord } from '../core/records/run-record.ts';
import { isGone } from './holder.ts';
import type { World } from './machine/handlers.ts';
import { openPlace } from './places/open-place.ts';

/** What a world is made of. */
export interface WorldOptions {
  readonly where: string;
  readonly state: string | undefined;
  readonly cwd: string;
  readonly config: Config;
  readonly judge: JudgeName | undefined;
  readonly maker?: MakerName | undefined;
  /** Where people decide; nobody is called where it is left out. */
  readonly desk?: ApprovalDesk | undefined;
  readonly env: Environment;
  readonly clock: Clock;
}

/** What a run works with, and who was chosen to work. */
export interface OpenedWorld {
  readonly world: World;
  readonly judge: ReadyJudge;
}

/** The world in which a run goes on as it was begun: with the configuration that was pinned then, its judge and its maker. */
export function openWorldOf(
  { config, judge, maker }: RunRecord,
  options: Omit<WorldOptions, 'config' | 'judge' | 'maker'>,
): Promise<OpenedWorld> {
  return openWorld({ ...options, config, judge: judge.signatures[0]?.name, maker: maker.name });
}

/** Opens the place, readies judge and maker and puts together what a run works with. */
export async function openWorld(options: WorldOptions): Promise<OpenedWorld> {
  const { where, state, cwd, config, env, clock } = options;
  const place = await openPlace(where, cwd, config.dataset, state);
  const judge = readyJudge(options.judge, config, env, clock);
  const maker = readyMaker(options.maker, config, env, clock);
  const world = {
    ...place,
    config,
    codec: sharpImageCodec(),
    judge: judge.judge,
    judgeWhy: judge.why,
    maker: maker.maker,
    makerWhy: maker.why,
    desk: options.desk ?? silentDesk(),
    clock,
    isGone,
  };
  return { world, judge };
}
