import * as z from 'zod';

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

/** A reason as changes are grouped by: why an image leaves, or which type is missing. */
export const reasonGroupSchema = z.enum([
  'exact-copy',
  'near-copy',
  'below-minimum',
  'excess',
  'missing/photorealistic',
  'missing/bw_stylized',
  'missing/color_stylized',
]);

/** See {@link reasonGroupSchema}. */
export type ReasonGroup = z.infer<typeof reasonGroupSchema>;
