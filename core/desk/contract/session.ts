import * as z from 'zod';

/** What somebody may do. A reviewer decides about pictures; an approver starts, approves, stops and takes back. */
export const roleSchema = z.enum(['viewer', 'reviewer', 'approver']);

/** See {@link roleSchema}. */
export type Role = z.infer<typeof roleSchema>;

/** `GET /api/session`: who sits at the desk, and what the page needs before anything else. */
export const sessionSchema = z.object({
  schema: z.literal(1),
  mode: z.enum(['local', 'deployed']),
  version: z.string(),
  /** Where the images are, in words. */
  place: z.string(),
  user: z.string(),
  role: roleSchema,
  /** To be sent with every write as {@link WRITE_TOKEN_HEADER}; empty where the deployment has another way. */
  writeToken: z.string(),
  /** Above these an approval asks for a typed number. */
  typedAbove: z.object({ retirements: z.int(), shareOfASet: z.number() }),
  /** Seen items, at random, before a whole reason can be agreed with: this many, or all of them. */
  sampleBeforeBulk: z.int(),
  /** One in so many items is shown without its verdicts. */
  blindOneIn: z.int(),
  poll: z.object({ visibleMs: z.int(), hiddenMs: z.int() }),
  judge: z.object({ name: z.string(), model: z.string(), why: z.string() }),
  maker: z.object({ name: z.string(), model: z.string(), why: z.string(), standIn: z.boolean() }),
  defaults: z.object({ budgetUsd: z.number() }),
  /** Names of the groups of the config. */
  groups: z.array(z.string()),
});

/** See {@link sessionSchema}. */
export type Session = z.infer<typeof sessionSchema>;
