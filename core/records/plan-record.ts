import * as z from 'zod';
import { planSchema } from '../plan/plan.ts';

/** `plan.json`: a plan with the hash that an approval of it is bound to. */
export const planRecordSchema = z.object({ schema: z.literal(1), run: z.string(), plan: planSchema, hash: z.string() });

/** See {@link planRecordSchema}. */
export type PlanRecord = z.infer<typeof planRecordSchema>;
