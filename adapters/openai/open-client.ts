import type { OpenAI } from 'openai';
import type { Service } from './service.ts';

/** Whom to ask and with which key. */
export interface Access {
  readonly apiKey: string;
  readonly service: Service;
}

/** Whether a request can carry the key: one with a line break or a smart quote makes fetch quote the whole header. */
export function canCarry(apiKey: string): boolean {
  return /^[\x21-\x7e]+$/.test(apiKey);
}

/** The client, with nothing it would take from the environment by itself but OpenAI's organisation, for OpenAI alone. */
export async function openClient({ apiKey, service }: Access): Promise<OpenAI> {
  const { OpenAI } = await import('./sdk.ts');
  return new OpenAI({
    apiKey,
    adminAPIKey: null,
    baseURL: service.baseUrl,
    ...(service.isOpenai ? {} : { organization: null, project: null }),
    maxRetries: 0,
    logLevel: 'off',
    // A followed redirect would turn the POST into a GET, or send the sheet to somebody else.
    fetchOptions: { redirect: 'manual' },
  });
}
