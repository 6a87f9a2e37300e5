import { type LastWords, lastWords } from '../desk/rules/last-words.ts';
import { isEvencastError } from '../errors.ts';
import { inFlight } from '../in-flight.ts';
import type { Change } from '../plan/change.ts';
import { type PlanRecord, planRecordSchema } from '../records/plan-record.ts';
import { parseRecord } from '../records/record-text.ts';
import { appendDecisions, type Decision, type DecisionPlace, readDecisions } from './decisions.ts';

const READS_IN_FLIGHT = 8;

/** From which run to which, and whom the new plans are about. */
export interface CarriedOver {
  readonly from: string;
  readonly to: string;
  /** Of the new plans. */
  readonly planHash: string;
  readonly actors: readonly string[];
}

/**
 * Takes over what people decided about the plans of an earlier run, where a new plan has the same change: for a retirement
 * the same image by content, for a generation the same slot and type. Each person's words go into the new log as theirs, with
 * the run that they are from. Doing it again appends nothing. Nothing is approved by it.
 */
export async function carryOver(place: DecisionPlace, of: CarriedOver, signal: AbortSignal): Promise<void> {
  const log = await readDecisions(place, of.from, signal);
  const last = log.at(-1);
  if (last === undefined) return;
  // The plans of a run never change, so the newest words are about those that lie there.
  const words = lastWords(log.filter(({ planHash }) => planHash === last.planHash));
  const carried: Carried[] = [];
  for await (const found of inFlight(of.actors, READS_IN_FLIGHT, (actor) =>
    carriedFor(place, of, actor, words, signal),
  ))
    carried.push(...found);
  for (const [by, own] of Map.groupBy(carried, (each) => each.by)) {
    const [first, ...others] = own.map(({ decision }) => decision);
    const at = own
      .map((each) => each.at)
      .sort()
      .at(-1);
    if (first === undefined || at === undefined) continue;
    const decisions = [first, ...others];
    const batch = {
      schema: 1,
      planHash: of.planHash,
      by,
      at,
      key: `carried/${of.from}/${by}`,
      carriedFrom: of.from,
    } as const;
    await appendDecisions(place, of.to, { ...batch, decisions }, signal);
  }
}

interface Carried {
  readonly by: string;
  readonly at: string;
  readonly decision: Decision;
}

async function carriedFor(
  place: DecisionPlace,
  { from, to }: CarriedOver,
  actor: string,
  words: LastWords,
  signal: AbortSignal,
): Promise<readonly Carried[]> {
  const [before, now] = [await planOf(place, from, actor, signal), await planOf(place, to, actor, signal)];
  if (before === undefined || now === undefined) return [];
  const names = namesOf(now);
  return before.plan.changes.flatMap((change): readonly Carried[] => {
    const word = words.about(actor, change.id);
    const same = names.get(nameOf(change, before));
    if (same === undefined) return [];
    const edited = words.prompt(actor, change.id);
    const about = { actor, change: same };
    return [
      ...(word === undefined ? [] : [{ by: word.by, at: word.at, decision: { ...about, carryOut: word.carryOut } }]),
      ...(edited === undefined
        ? []
        : [{ by: edited.by, at: edited.at, decision: { ...about, carryOut: null, prompt: edited.prompt } }]),
    ];
  });
}

/** What a change is about, whatever its file is called: equal texts are the same change. */
function nameOf(change: Change, { basis }: PlanRecord): string {
  if (change.kind === 'generate') return JSON.stringify([change.kind, change.type, change.id]);
  return JSON.stringify([change.kind, basis.find(({ file }) => file === change.file)?.sha256 ?? change.id]);
}

/** The changes of a plan by what they are about. Of two copies of one picture neither can be told from the other: left out. */
function namesOf(record: PlanRecord): ReadonlyMap<string, string> {
  const named = Map.groupBy(record.plan.changes, (change) => nameOf(change, record));
  return new Map(
    [...named].flatMap(([name, [one, ...others]]) =>
      one === undefined || others.length > 0 ? [] : [[name, one.id] as const],
    ),
  );
}

async function planOf(
  { store, layout }: DecisionPlace,
  run: string,
  actor: string,
  signal: AbortSignal,
): Promise<PlanRecord | undefined> {
  const key = layout.runActor(run, actor, 'plan.json');
  try {
    return parseRecord(planRecordSchema, (await store.get(key, { signal })).body, key);
  } catch (error) {
    if (isEvencastError(error, 'NotFound') || isEvencastError(error, 'RecordCorrupt')) return undefined;
    throw error;
  }
}
