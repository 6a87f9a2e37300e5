import * as z from 'zod';
import { REASON_GROUPS } from '../rules/reason-group.ts';

/**
 * Where a run stands on the desk. planning: looking and planning. review: waits for a decision. planned: a dry-run, or nothing
 * was to be done. stopped: its process ended before its end; it can be gone on with. The others as in the run's report.
 */
export const deskRunStateSchema = z.enum([
  'planning',
  'review',
  'applying',
  'planned',
  'applied',
  'partly',
  'failed',
  'stopped',
  'rejected',
  'expired',
  'rolling-back',
  'rolled-back',
]);

/** See {@link deskRunStateSchema}. */
export type DeskRunState = z.infer<typeof deskRunStateSchema>;

/** Schema of a ReasonGroup. */
export const reasonGroupSchema = z.enum(REASON_GROUPS);
