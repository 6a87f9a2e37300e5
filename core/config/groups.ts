import type { Target } from '../plan/target.ts';
import { type Config, definedOf } from './config.ts';

/** The name of the actor's group, where the config puts it into one. */
export function groupOf(config: Config, actor: string): string | undefined {
  return Object.keys(config.groups).find((name) => config.groups[name]?.actors.includes(actor));
}

/** The target that holds for an actor: the general one with what its group changes. */
export function targetFor(config: Config, actor: string): Target {
  const group = groupOf(config, actor);
  const part = group === undefined ? undefined : config.groups[group]?.target;
  return { ...config.target, ...definedOf(part ?? {}) };
}

/** How many images may leave a set of this size in one run: the smaller of the two caps. */
export function maxRetirements(limits: Config['limits'], size: number): number {
  // .29 of 100 is 28.999999999999996 in floating point.
  const share = Math.floor(limits.maxDeletionShare * size + 1e-9);
  return limits.maxDeletions === undefined ? share : Math.min(limits.maxDeletions, share);
}
