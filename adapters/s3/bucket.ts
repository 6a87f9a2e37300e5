import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { EvencastError } from '../../core/errors.ts';
import { invalidKey } from '../object-errors.ts';
import { isMissing } from './s3-error.ts';

/** A bucket, the part of it that a store keeps to, and whom to ask. */
export interface Bucket {
  readonly client: S3Client;
  readonly name: string;
  /** Empty, or ends in `/`. */
  readonly prefix: string;
}

/** What S3 tells of an object without its content. */
export interface Head {
  readonly size: number;
  readonly version: string;
}

/** S3's limit for a whole key, prefix included. */
const MAX_KEY_BYTES = 1024;

/**
 * The whole key in the bucket. Throws InvalidKey for text that UTF-8 cannot write and for more than 1,024 bytes.
 * All else is S3's to accept: `//`, `+`, `%2F`, control characters and spaces at the ends are names like any other.
 */
export function wholeKey({ prefix }: Bucket, key: string): string {
  if (key === '') throw invalidKey(key, 'it is empty; name the object');
  if (!key.isWellFormed()) throw invalidKey(key, 'it is not valid Unicode; rename it');
  const whole = `${prefix}${key}`;
  const bytes = Buffer.byteLength(whole);
  if (bytes > MAX_KEY_BYTES)
    throw invalidKey(key, `it takes ${bytes} bytes and S3 allows ${MAX_KEY_BYTES}; shorten it`);
  return whole;
}

/** Size and version of an object; `undefined` where there is none. */
export async function headObject(bucket: Bucket, key: string, signal?: AbortSignal): Promise<Head | undefined> {
  try {
    const command = new HeadObjectCommand({ Bucket: bucket.name, Key: wholeKey(bucket, key) });
    const { ContentLength, ETag } = await bucket.client.send(command, cancelling(signal));
    return { size: required(ContentLength, 'size', key), version: required(ETag, 'ETag', key) };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The signal as the SDK wants it. */
export function cancelling(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal };
}

/** A field that S3 always sends, though the SDK's types leave it open. Throws StoreUnavailable where it is missing. */
export function required<T>(value: T | undefined, what: string, key: string): T {
  if (value !== undefined) return value;
  const words = `The answer for ${JSON.stringify(key)} came without its ${what}: that is not S3, or it is broken. Check AWS_ENDPOINT_URL.`;
  throw new EvencastError('StoreUnavailable', words);
}
