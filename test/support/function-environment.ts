import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_FILE, ENVIRONMENT } from '../../core/deployed-names.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The environment of a function whose folder holds this text as its configuration; without text, no configuration. */
export function functionEnvironment(config?: string): Record<string, string> {
  const folder = temporaryFolder();
  if (config !== undefined) writeFileSync(join(folder, CONFIG_FILE), config);
  return { LAMBDA_TASK_ROOT: folder, AWS_REGION: 'us-west-1', [ENVIRONMENT.bucket]: 'cast' };
}
