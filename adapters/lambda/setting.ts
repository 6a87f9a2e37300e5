import type { ENVIRONMENT } from '../../core/deployed-names.ts';
import { EvencastError } from '../../core/errors.ts';
import type { Environment } from '../environment.ts';

/**
 * A variable that the function's construct sets.
 *
 * @throws InvalidConfig where it is not set: a function deployed by hand, or without one of its grants.
 */
export function setting(env: Environment, name: (typeof ENVIRONMENT)[keyof typeof ENVIRONMENT]): string {
  const value = env[name];
  if (value !== undefined && value !== '') return value;
  throw new EvencastError(
    'InvalidConfig',
    `${name} is not set in the function’s environment. Deploy it with the stack: npx cdk deploy.`,
  );
}
