import * as z from 'zod';

/** `rollbacks.json`: who took a run back, when and why; the newest last. Only the desk asks why. */
export const rollbackNotesSchema = z.object({
  schema: z.literal(1),
  notes: z.array(
    z.object({
      by: z.string(),
      at: z.string(),
      reason: z.string(),
      key: z.string(),
      /** How many single images were taken back; left out for whole sets. */
      pictures: z.int().positive().optional(),
    }),
  ),
});

/** See {@link rollbackNotesSchema}. */
export type RollbackNotes = z.infer<typeof rollbackNotesSchema>;
