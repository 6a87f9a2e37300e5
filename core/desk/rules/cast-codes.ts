/**
 * How an actor stands. review: its plan waits for a decision. off-target: a plan says that something is to be done and nobody
 * is asked. new: never looked at. gone: the last run knew it, its folder is no longer there. The index holds places in this list.
 */
export const ACTOR_STATES = ['review', 'failed', 'off-target', 'new', 'on-target', 'gone'] as const;

/** One of {@link ACTOR_STATES}. */
export type ActorState = (typeof ACTOR_STATES)[number];

/** Findings as bits of a number, in this order. */
export const FINDING_BITS = [
  'off-target',
  'has-copies',
  'below-minimum',
  'target-not-reached',
  'no-references',
  'unreadable',
  'unsure',
] as const;

/** One of {@link FINDING_BITS}. */
export type FindingBit = (typeof FINDING_BITS)[number];
