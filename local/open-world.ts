import { sharpImageCodec } from '../adapters/sharp/image-codec.ts';
import type { Config } from '../core/config/config.ts';
import type { JudgeName } from '../core/config/judge-choice.ts';
import type { Clock } from '../core/ports/clock.ts';
import { type Environment, type ReadyJudge, readyJudge } from './judges.ts';
import type { World } from './machine/handlers.ts';
import { openPlace } from './places/open-place.ts';

/** What a world is made of. */
export interface WorldOptions {
  readonly where: string;
  readonly state: string | undefined;
  readonly cwd: string;
  readonly config: Config;
  readonly judge: JudgeName | undefined;
  readonly env: Environment;
  readonly clock: Clock;
}

/** Opens the place, readies the judge and puts together what a run works with. */
export async function openWorld(options: WorldOptions): Promise<{ readonly world: World; readonly judge: ReadyJudge }> {
  const { where, state, cwd, config, env, clock } = options;
  const place = await openPlace(where, cwd, config.dataset, state);
  const judge = readyJudge(options.judge, config, env, clock);
  const world = { ...place, config, codec: sharpImageCodec(), judge: judge.judge, judgeWhy: judge.why, clock };
  return { world, judge };
}
