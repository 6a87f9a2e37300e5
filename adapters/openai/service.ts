import { EvencastError } from '../../core/errors.ts';

/** Where OpenAI itself answers. */
const OPENAI = 'https://api.openai.com/v1';

/** The server that is asked, and how it is called in front of people. */
export interface Service {
  readonly baseUrl: string;
  /** Begins a sentence: "OpenAI (api.openai.com)", "The vision server at localhost:11434". */
  readonly name: string;
  /** Whether it is OpenAI itself, to whom alone OpenAI's organisation and project ids are sent. */
  readonly isOpenai: boolean;
  /** Whether it runs on this machine, where tokens cost nothing. */
  readonly isLocal: boolean;
}

/**
 * The service at an OpenAI-compatible base URL, OpenAI's own when there is none. Throws InvalidConfig for what is no http
 * address, and for one that carries a password (never printed: fetch would refuse it with its text in the message).
 */
export function serviceAt(baseUrl = OPENAI): Service {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new EvencastError(
      'InvalidConfig',
      'The judge’s base URL is not a web address; write it like https://host/v1.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new EvencastError(
      'InvalidConfig',
      `The judge’s base URL for ${url.host} carries a name or password; leave them out and set the API key instead.`,
    );
  }
  const isOpenai = url.hostname === 'api.openai.com';
  return {
    baseUrl,
    name: isOpenai ? 'OpenAI (api.openai.com)' : `The vision server at ${url.host}`,
    isOpenai,
    isLocal: /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname),
  };
}
