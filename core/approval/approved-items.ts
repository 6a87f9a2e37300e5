import * as z from 'zod';
import { roundUsd } from '../money/prices.ts';
import type { Change } from '../plan/change.ts';
import { type Approval, isLeftUndone } from './approval.ts';
import type { Decided } from './decisions.ts';

/** An item of the Map that applies plans: whom, which plan, what of it not, and how much money it may spend. */
export const approvedItemSchema = z.object({
  actor: z.string(),
  planHash: z.string(),
  /** Ids of changes that somebody kept out. */
  without: z.array(z.string()),
  /** Prompts that somebody wrote in place of the plan's, by the id of the change. */
  prompts: z.record(z.string(), z.string()).optional(),
  /** Most that the run may spend on this actor in all, judging and making, in USD. */
  allowanceUsd: z.number().nonnegative(),
});

/** See {@link approvedItemSchema}. */
export type ApprovedItem = z.infer<typeof approvedItemSchema>;

/** `approved.json`. */
export const approvedItemsSchema = z.array(approvedItemSchema);

/** An actor whose plan may be carried out. */
export interface Applicant {
  readonly actor: string;
  readonly planHash: string;
  readonly changes: readonly Change[];
  /** What the run has spent on it so far. */
  readonly spentUsd: number;
  /** Images that are still to be begun for it, as far as nobody kept them out. */
  readonly toMake: number;
  /** Images that were begun and are paid for, but may yet come to nothing and need a further try. */
  readonly underWay: number;
}

/** The changes of an actor that nobody let in: kept out one by one, or with the whole actor. */
export function withoutChanges(
  actor: string,
  changes: readonly Change[],
  approval: Approval,
  decided: Decided,
): readonly string[] {
  const { scope } = approval;
  return changes
    .filter(({ id }) => isLeftUndone(scope, actor, id) || !mayBeCarriedOut(decided.about(actor, id), approval))
    .map(({ id }) => id);
}

/** Whether what was said of a change lets it be carried out: undecided is approved only where everything was. */
function mayBeCarriedOut(said: boolean | undefined, { scope }: Approval): boolean {
  return scope.decidedUpTo === undefined ? said !== false : said === true;
}

/** What money is to be shared out by. */
export interface Purse {
  readonly budgetUsd: number;
  /** What the whole run has spent so far, also on actors that are not among the applicants. */
  readonly spentUsd: number;
  /** What making and checking one image costs at most. */
  readonly usdPerTry: number;
  /** Tries an image gets. */
  readonly tries: number;
}

/**
 * Shares out what is left of the budget: the children of a Map know nothing of each other's spending, so each gets an
 * allowance of its own, and the cap of the run holds because the allowances add up to no more than it. First one try for
 * every image, in the order given, then further tries in the same order, each while money lasts.
 *
 * @returns USD each applicant may spend in all, what it has spent already included.
 */
export function allowances(applicants: readonly Applicant[], purse: Purse): readonly number[] {
  let left = Math.max(0, purse.budgetUsd - purse.spentUsd);
  const extra = applicants.map(() => 0);
  const give = (index: number, wanted: number) => {
    const { usdPerTry } = purse;
    // In whole tries: half an image cannot be paid for. A thousandth of a cent is floating point, not money.
    const affordable = usdPerTry === 0 ? wanted : Math.min(wanted, Math.floor((left + 1e-6) / usdPerTry));
    left -= affordable * usdPerTry;
    extra[index] = (extra[index] ?? 0) + affordable * usdPerTry;
  };
  for (const [index, { toMake }] of applicants.entries()) give(index, toMake);
  for (const [index, { toMake, underWay }] of applicants.entries())
    give(index, (toMake + underWay) * (purse.tries - 1));
  return applicants.map(({ spentUsd }, index) => roundUsd(spentUsd + (extra[index] ?? 0)));
}

/** The prompts that somebody wrote for changes that are carried out, by id; undefined where there are none. */
export function editedPrompts(
  actor: string,
  changes: readonly Change[],
  without: readonly string[],
  decided: Decided,
): Readonly<Record<string, string>> | undefined {
  const edited = changes.flatMap(({ id, kind }) => {
    const prompt = kind === 'generate' && !without.includes(id) ? decided.prompt(actor, id) : undefined;
    return prompt === undefined ? [] : [[id, prompt] as const];
  });
  return edited.length === 0 ? undefined : Object.fromEntries(edited);
}
