import * as z from 'zod';

/** An image that stays although its plan would retire it, and the change that is left undone for that. */
const keptChangeSchema = z.object({ actor: z.string(), image: z.string(), change: z.string() });

/** See {@link keptChangeSchema}. */
export type KeptChange = z.infer<typeof keptChangeSchema>;

/** What a decision is about: all actors of the run, only some, or all but some; and which images stay. */
export const scopeSchema = z.object({
  only: z.array(z.string()).optional(),
  except: z.array(z.string()).optional(),
  keep: z.array(keptChangeSchema).optional(),
  /**
   * Only what was let in one by one in the log of decisions, up to this place: what is undecided, or was decided later, is left
   * undone. Without it everything is carried out that nobody kept out.
   */
  decidedUpTo: z.int().nonnegative().optional(),
});

/** See {@link scopeSchema}. */
export type Scope = z.infer<typeof scopeSchema>;

/** Who decided, when, and in which words. */
const decidedSchema = z.object({
  by: z.string(),
  at: z.string(),
  note: z.string().optional(),
  /** How many of the approved items this person never opened, where that is known. */
  neverOpened: z.int().nonnegative().optional(),
});

/**
 * `approval.json`: the one decision about a run. Written when it is asked for and changed once, by compare-and-set: whoever
 * comes second finds it decided. It is bound to the hash of the plans.
 */
export const approvalSchema = z.object({
  schema: z.literal(1),
  run: z.string(),
  planHash: z.string(),
  state: z.enum(['pending', 'approved', 'rejected', 'expired']),
  requestedAt: z.string(),
  /** ISO 8601. Undecided by then means rejected. */
  expiresAt: z.string(),
  scope: scopeSchema.default({}),
  decided: decidedSchema.optional(),
  /** Ends the wait of the deployed state machine; never shown, sent or logged. */
  token: z.string().optional(),
});

/** See {@link approvalSchema}. */
export type Approval = z.infer<typeof approvalSchema>;

/** Whether an actor is among those a decision is about. */
export function isInScope(scope: Scope, actor: string): boolean {
  return (scope.only === undefined || scope.only.includes(actor)) && scope.except?.includes(actor) !== true;
}

/** Whether a decision leaves this change undone: its actor or its image was kept out. */
export function isLeftUndone(scope: Scope, actor: string, change: string): boolean {
  return (
    !isInScope(scope, actor) || scope.keep?.some((kept) => kept.actor === actor && kept.change === change) === true
  );
}

/** An approval as anybody may read it: its token ends the wait of a state machine. */
export function withoutToken({ token: _, ...rest }: Approval): Omit<Approval, 'token'> {
  return rest;
}

/** Whether somebody may still decide. Nobody clears away what a run that was stopped had asked. */
export function isUndecided({ state, expiresAt }: Approval, now: number): boolean {
  return state === 'pending' && now < Date.parse(expiresAt);
}
