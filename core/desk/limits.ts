/** Above these an approval asks for a typed number: a slip of hundreds of images, or of much of one set, is caught by it. */
export const TYPED_ABOVE = { retirements: 500, shareOfASet: 0.25 } as const;

/** So many of a reason must have been seen, at random, before all of it can be agreed with. */
export const SAMPLE_BEFORE_BULK = 20;

/** One item in so many is shown without verdicts first, and the agreement with the plan is counted. */
export const BLIND_ONE_IN = 25;

/** How often a page asks how a run goes, in milliseconds. */
export const POLL = { visibleMs: 2000, hiddenMs: 15_000 } as const;
