import * as z from 'zod';
import { runRequestSchema } from '../../core/request.ts';

const fieldsSchema = z.object({
  properties: z.record(
    z.string(),
    z.looseObject({
      description: z.string().optional(),
      enum: z.array(z.string()).optional(),
      default: z.unknown().optional(),
    }),
  ),
});

/** What the console shows beside the machine: what may be given to a run, from the very schema that checks it. */
export function machineComment(): string {
  const { properties } = fieldsSchema.parse(z.toJSONSchema(runRequestSchema, { io: 'input' }));
  const lines = Object.entries(properties).map(([name, { description, enum: choices, default: preset }]) => {
    const values = choices === undefined ? '' : ` (${choices.join(', ')})`;
    const without = preset === undefined ? '' : ` Default: ${JSON.stringify(preset)}.`;
    return `${name}${values}: ${description ?? ''}${without}`.trim();
  });
  return [
    'Evencast. Start it with {} for a dry-run over all actors, or with any of these fields; a wrong one fails at once, before any actor is touched.',
    ...lines,
  ].join('\n');
}
