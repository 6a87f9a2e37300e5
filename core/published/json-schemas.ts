import * as z from 'zod';
import { configSchema } from '../config/config.ts';
import { publishedEvaluationSchema } from '../records/evaluation.ts';
import { runRequestSchema } from '../request.ts';

/** The JSON Schemas in docs/, by file name: of the config, of what starts a run, and of the evaluation files for people. */
export function publishedSchemas(): Readonly<Record<string, unknown>> {
  return {
    'config.schema.json': z.toJSONSchema(configSchema, { io: 'input' }),
    'request.schema.json': z.toJSONSchema(runRequestSchema, { io: 'input' }),
    'evaluation.schema.json': z.toJSONSchema(publishedEvaluationSchema, { io: 'output' }),
  };
}
