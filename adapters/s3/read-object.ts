import { addAbortSignal, Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { GetOptions, StoredObject } from '../../core/ports/object-store.ts';
import { objectTooLarge } from '../object-errors.ts';
import { type Bucket, cancelling, required, wholeKey } from './bucket.ts';

/** An object's bytes. One that is larger than `maxBytes` is not loaded: its size comes before its content. */
export async function readObject(bucket: Bucket, key: string, { maxBytes, signal }: GetOptions): Promise<StoredObject> {
  const command = new GetObjectCommand({ Bucket: bucket.name, Key: wholeKey(bucket, key) });
  const answer = await bucket.client.send(command, cancelling(signal));
  const stream = required(answer.Body, 'content', key);
  const size = required(answer.ContentLength, 'size', key);
  if (size > (maxBytes ?? Number.POSITIVE_INFINITY)) {
    if (stream instanceof Readable) stream.destroy();
    throw objectTooLarge(key, size, maxBytes ?? 0);
  }
  // The SDK lets go of the signal once the headers are in; the content still has to be cancellable.
  if (signal !== undefined && stream instanceof Readable) addAbortSignal(signal, stream);
  const body = await stream.transformToByteArray();
  return { key, size: body.byteLength, version: required(answer.ETag, 'ETag', key), body };
}
