import { EvencastError } from '../../../core/errors.ts';

/** Where Replicate itself answers. */
const REPLICATE = 'https://api.replicate.com/v1';

/** The server that is asked, and how it is called in front of people. */
export interface Service {
  readonly baseUrl: string;
  /** Begins a sentence: "Replicate (api.replicate.com)", "The image server at 127.0.0.1:8080". */
  readonly name: string;
  /** Scheme, host and port where it runs on this machine without encryption: a stand-in, or a gateway. */
  readonly loopbackOrigin: string | undefined;
}

/**
 * The service at a base URL that speaks Replicate's API, Replicate's own when there is none. Throws InvalidConfig for what
 * is no web address, for one with a password in it (never printed), and for http to anywhere but this machine, which would
 * show the token to everybody on the way.
 */
export function serviceAt(baseUrl = REPLICATE): Service {
  const url = URL.parse(baseUrl);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw invalid('The image maker’s base URL is not a web address; write it like https://host/v1.');
  }
  if (url.username !== '' || url.password !== '') {
    throw invalid(`The image maker’s base URL for ${url.host} carries a name or password; set the API token instead.`);
  }
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol === 'http:' && !isLoopback) {
    throw invalid(`The image maker’s base URL for ${url.host} is not encrypted; use https.`);
  }
  const isReplicate = url.hostname === 'api.replicate.com';
  return {
    baseUrl,
    name: isReplicate ? 'Replicate (api.replicate.com)' : `The image server at ${url.host}`,
    loopbackOrigin: url.protocol === 'http:' ? url.origin : undefined,
  };
}

function invalid(words: string): EvencastError {
  return new EvencastError('InvalidConfig', words);
}
