import type { IncomingMessage } from 'node:http';
import { readCapped } from '../../read-capped.ts';
import { sniffFormat } from '../../sharp/sniff-format.ts';
import type { AddressPolicy } from './address-policy.ts';
import { AddressRefused, openGuarded, type Resolve } from './open-guarded.ts';

/**
 * Largest picture that is copied, in bytes. The default model makes 4 megapixels at most: 12 MB even without any
 * compression, 24 MB at 16 bits a channel.
 */
export const MAX_PICTURE_BYTES = 32 * 2 ** 20;

/** A file server and its storage behind it take one redirect; five are generous. */
const MAX_REDIRECTS = 5;

/** Why there is no picture and never will be at this address, to follow "the picture". Untrusted words, any length. */
export interface NoPicture {
  readonly noPicture: string;
}

/** That the server could not answer just now. */
export class ServerBusy extends Error {
  override readonly name = 'ServerBusy';
}

/** By whose leave, and with whose eyes, a picture is fetched. */
export interface CopySettings {
  readonly policy: AddressPolicy;
  readonly resolve: Resolve;
}

/**
 * The bytes behind an output: fetched, or taken out of a data URI; JPEG, PNG or WebP by their first bytes (decoding is the
 * caller's). Rejects with {@link ServerBusy} or a network error where another try may find the picture.
 */
export async function copyPicture(
  source: string,
  settings: CopySettings,
  signal: AbortSignal,
): Promise<Uint8Array | NoPicture> {
  const bytes = /^data:/i.test(source) ? dataUriBytes(source) : await fetched(source, settings, signal);
  if ('noPicture' in bytes) return bytes;
  const format = sniffFormat(bytes);
  return typeof format === 'string' ? bytes : { noPicture: `is ${format.unreadable}` };
}

const TOO_LARGE: NoPicture = { noPicture: `is larger than ${MAX_PICTURE_BYTES / 2 ** 20} MB` };

function dataUriBytes(source: string): Uint8Array | NoPicture {
  const comma = source.indexOf(',');
  if (!/;base64$/i.test(source.slice(0, Math.max(0, comma)))) return { noPicture: 'came in a form that is not read' };
  // Four characters of base64 hold three bytes.
  if ((source.length - comma) * 0.75 > MAX_PICTURE_BYTES + 3) return TOO_LARGE;
  return Buffer.from(source.slice(comma + 1), 'base64');
}

async function fetched(source: string, settings: CopySettings, signal: AbortSignal): Promise<Uint8Array | NoPicture> {
  if (!URL.canParse(source)) return { noPicture: 'has no address that can be read' };
  let url = new URL(source);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const answer = await openGuarded(url, settings.policy, settings.resolve, signal).catch(refusal);
    if ('noPicture' in answer) return answer;
    const next = redirectTarget(answer, url);
    if (next === undefined) return pictureBytes(answer);
    answer.destroy();
    url = next;
  }
  return { noPicture: 'is sent from one address to the next without end' };
}

function refusal(error: unknown): NoPicture {
  if (error instanceof AddressRefused) return { noPicture: `is at ${error.message}` };
  throw error;
}

function redirectTarget({ statusCode = 0, headers: { location } }: IncomingMessage, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode) || location === undefined) return undefined;
  return URL.parse(location, from.href) ?? undefined;
}

async function pictureBytes(answer: IncomingMessage): Promise<Uint8Array | NoPicture> {
  const { statusCode = 0, headers } = answer;
  const isTooLarge = Number(headers['content-length'] ?? 0) > MAX_PICTURE_BYTES;
  if (statusCode === 200 && !isTooLarge) return (await readCapped(answer, MAX_PICTURE_BYTES)) ?? TOO_LARGE;
  answer.destroy();
  if (statusCode === 200) return TOO_LARGE;
  if (statusCode >= 500 || statusCode === 429 || statusCode === 408) throw new ServerBusy(`status ${statusCode}`);
  // 403 is what storages answer when a signed address has expired.
  const isGone = [403, 404, 410].includes(statusCode);
  return { noPicture: isGone ? 'is gone: outputs are kept for an hour' : `could not be fetched (${statusCode})` };
}
