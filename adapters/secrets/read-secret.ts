import { EvencastError } from '../../core/errors.ts';
import { awsError } from '../aws/aws-error.ts';

/** Reads the text of a secret; empty where it has none yet. */
export type ReadSecret = (name: string) => Promise<string>;

/** The first try and one more; beyond that the state machine waits. */
const MAX_ATTEMPTS = 2;

/**
 * Reads from Secrets Manager. Its client is loaded with the first secret that is read, so that functions without keys do
 * not pay for it.
 *
 * Errors: AccessDenied, RateLimited, StoreUnavailable. No message holds anything of the value.
 */
export function secretsManager(): ReadSecret {
  return async (name) => {
    const { SecretsProvider } = await import('./sdk.ts');
    const provider = new SecretsProvider({ clientConfig: { maxAttempts: MAX_ATTEMPTS } });
    try {
      const text: unknown = await provider.get(name);
      return typeof text === 'string' ? text : '';
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      // A secret that was made without a value, or is not there: no key, which the run's report says.
      if (cause instanceof Error && cause.name === 'ResourceNotFoundException') return '';
      throw awsError(cause, `reading the secret ${name}`);
    }
  };
}

/**
 * The key in a secret's text: the text itself, or the field `key` of a JSON object.
 *
 * @param name of the secret, for the message: the text never stands in one.
 * @throws InvalidConfig for JSON without that field.
 */
export function keyIn(text: string, name: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) return trimmed;
  const key = fieldOf(trimmed);
  if (typeof key === 'string') return key.trim();
  const words = `The secret ${name} is neither a key nor {"key": "…"}. Put the key into it as it is.`;
  throw new EvencastError('InvalidConfig', words);
}

function fieldOf(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && 'key' in value ? value.key : undefined;
  } catch {
    // The parser's error quotes the text.
    return undefined;
  }
}
