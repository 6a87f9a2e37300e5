import * as z from 'zod';
import { planSchema } from '../plan/plan.ts';
import { basisImageSchema } from '../plan/plan-hash.ts';

/** `plan.json`: a plan, what it rests on, and the hash over both that an approval of it is bound to. */
export const planRecordSchema = z.object({
  schema: z.literal(1),
  run: z.string(),
  plan: planSchema,
  basis: z.array(basisImageSchema),
  hash: z.string(),
});

/** See {@link planRecordSchema}. */
export type PlanRecord = z.infer<typeof planRecordSchema>;
