import type { KeyWords } from '../../core/config/judge-choice.ts';
import { ENVIRONMENT } from '../../core/deployed-names.ts';
import type { Environment } from '../environment.ts';
import { keyIn, type ReadSecret } from '../secrets/read-secret.ts';

/** A vendor's key, as the functions get at it. */
export interface VendorKey {
  /** The environment with the key in it, as on one machine; the secret is read when this is first asked for. */
  readonly environment: () => Promise<Environment>;
  /** Where the key is kept. */
  readonly words: KeyWords;
}

/** OpenAI's key. Also the base URL of the environment, for stand-ins and servers of one's own. */
export function openaiKey(env: Environment, read: ReadSecret): VendorKey {
  return vendorKey(env, read, ENVIRONMENT.openaiSecret, 'OPENAI_API_KEY', 'OPENAI_BASE_URL');
}

/** Replicate's token. */
export function replicateKey(env: Environment, read: ReadSecret): VendorKey {
  return vendorKey(env, read, ENVIRONMENT.replicateSecret, 'REPLICATE_API_TOKEN', 'REPLICATE_BASE_URL');
}

function vendorKey(env: Environment, read: ReadSecret, setting: string, key: string, baseUrl: string): VendorKey {
  const name = env[setting] ?? '';
  const load = once(async () => (name === '' ? '' : keyIn(await read(name), name)));
  return {
    environment: async () => ({ [key]: await load(), [baseUrl]: env[baseUrl] }),
    words: {
      there: `the secret ${shortName(name)} holds a key`,
      missing: name === '' ? `${setting} names no secret` : `the secret ${shortName(name)} holds no key`,
      remedy: `Put it into the secret ${name === '' ? `that ${setting} names` : shortName(name)}, then start a new run.`,
    },
  };
}

/** Of an ARN the name that people gave the secret: what follows `secret:`, without the six characters that AWS adds. */
function shortName(name: string): string {
  return /:secret:(.+)-[A-Za-z0-9]{6}$/.exec(name)?.[1] ?? name;
}

/**
 * Loads once per sandbox. A failure is forgotten, so that the next call tries again, and so is an empty key: a person who puts
 * it in and starts a new run may meet a sandbox that has looked before.
 */
function once(load: () => Promise<string>): () => Promise<string> {
  let loaded: Promise<string> | undefined;
  return async () => {
    loaded ??= load();
    const key = await loaded.catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    if (key === '') loaded = undefined;
    return key;
  };
}
