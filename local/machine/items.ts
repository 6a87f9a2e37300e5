import * as z from 'zod';

/** What the stand-in for an ItemReader gets: where the items lie. */
export const itemsSchema = z.object({ key: z.string() });
