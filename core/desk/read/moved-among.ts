import type { Decision } from '../../approval/decisions.ts';
import { inFlight } from '../../in-flight.ts';
import type { Moved } from '../contract/refusal.ts';
import type { DeskWorld } from '../desk-world.ts';
import { planOf } from './changes.ts';
import { movedSince, setNow } from './set-now.ts';

const READS_IN_FLIGHT = 8;

/** Of these, the items whose picture is no longer what the plan rests on. */
export async function movedAmong(
  world: DeskWorld,
  run: string,
  decisions: readonly Decision[],
  signal: AbortSignal,
): Promise<readonly Moved[]> {
  const perActor = Map.groupBy(decisions, ({ actor }) => actor);
  const moved: Moved[] = [];
  for await (const found of inFlight([...perActor], READS_IN_FLIGHT, async ([actor, own]) => {
    const record = await planOf(world, run, actor, signal);
    if (record === undefined) return [];
    const now = await setNow(world, actor, record.basis, signal);
    const basis = new Map(record.basis.map((image) => [image.file, image]));
    const planned = new Map(record.plan.changes.map((change) => [change.id, change]));
    return own.flatMap(({ change: id }): Moved[] => {
      const change = planned.get(id ?? '');
      const image = change?.kind === 'retire' ? basis.get(change.file) : undefined;
      const why = image === undefined ? null : movedSince(image, now);
      return why === null || id === undefined ? [] : [{ actor, change: id, why }];
    });
  }))
    moved.push(...found);
  return moved;
}
