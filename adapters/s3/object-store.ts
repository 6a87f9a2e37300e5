import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type {
  Cancellable,
  ConditionOptions,
  ObjectInfo,
  ObjectStore,
  PutOptions,
} from '../../core/ports/object-store.ts';
import { objectConflict } from '../object-errors.ts';
import { type Bucket, cancelling, required, wholeKey } from './bucket.ts';
import { decodeKey, listPages } from './list-pages.ts';
import { moveObject } from './move-object.ts';
import { readObject } from './read-object.ts';
import { isMissing, s3Error } from './s3-error.ts';

/** Which objects a store is about. */
export interface S3Place {
  readonly bucket: string;
  /** Only keys below this folder of the bucket, and without it in their names. */
  readonly prefix?: string | undefined;
}

/**
 * A bucket, or a folder of it. Versions are ETags; conditions are S3's own. A write whose answer got lost is tried once
 * more by the client, and then its own first try may be the Conflict: whoever reads again sees it.
 *
 * Empty objects whose name ends in `/` are how the S3 console draws folders: `folders` names them, `list` leaves them
 * out. A folder without a name (`a//b`) is left out by `folders`, though `list` has what is in it.
 *
 * Errors as in the port, and InvalidConfig for a region or bucket name that cannot be right; cancelled calls reject
 * with the signal's reason.
 */
export function s3ObjectStore(client: S3Client, { bucket: name, prefix = '' }: S3Place): ObjectStore {
  const bucket: Bucket = { client, name, prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/` };
  const place = `s3://${name}/${bucket.prefix}`.replace(/\/$/, '');

  async function run<T>(
    doing: string,
    key: string,
    signal: AbortSignal | undefined,
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      signal?.throwIfAborted();
      return await work();
    } catch (error) {
      throw s3Error(error, `${doing} s3://${name}/${bucket.prefix}${key}`, signal);
    }
  }

  return {
    place,
    get: (key, options = {}) => run('reading', key, options.signal, () => readObject(bucket, key, options)),
    put: (key, body, options = {}) => run('writing', key, options.signal, () => putObject(bucket, key, body, options)),
    list: (prefix, options = {}) => listObjects(bucket, prefix, options),
    folders: (prefix, options = {}) => listFolders(bucket, prefix, options),
    move: (from, to, options = {}) =>
      run(`moving to ${to} from`, from, options.signal, () => moveObject(bucket, from, to, options)),
    delete: (key, options = {}) => run('deleting', key, options.signal, () => deleteObject(bucket, key, options)),
  };
}

async function putObject(
  bucket: Bucket,
  key: string,
  body: Uint8Array | string,
  options: PutOptions,
): Promise<ObjectInfo> {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  const command = new PutObjectCommand({
    Bucket: bucket.name,
    Key: wholeKey(bucket, key),
    Body: bytes,
    ContentType: options.contentType,
    IfNoneMatch: options.ifAbsent === true ? '*' : undefined,
    IfMatch: options.ifVersion,
  });
  try {
    const { ETag } = await bucket.client.send(command, cancelling(options.signal));
    return { key, size: bytes.byteLength, version: required(ETag, 'ETag', key) };
  } catch (error) {
    if (options.ifVersion !== undefined && isMissing(error)) throw objectConflict(key, 'it is gone', error);
    throw error;
  }
}

async function deleteObject(bucket: Bucket, key: string, { ifVersion, signal }: ConditionOptions): Promise<void> {
  const command = new DeleteObjectCommand({ Bucket: bucket.name, Key: wholeKey(bucket, key), IfMatch: ifVersion });
  try {
    await bucket.client.send(command, cancelling(signal));
  } catch (error) {
    if (ifVersion !== undefined && isMissing(error)) throw objectConflict(key, 'it is gone', error);
    throw error;
  }
}

async function* listObjects(bucket: Bucket, prefix: string, { signal }: Cancellable): AsyncGenerator<ObjectInfo> {
  const pages = listPages(bucket.client, { bucket: bucket.name, prefix: `${bucket.prefix}${prefix}`, signal });
  for await (const { Contents = [] } of pages) {
    for (const { Key, Size, ETag } of Contents) {
      signal?.throwIfAborted();
      const key = decodeKey(required(Key, 'key', prefix)).slice(bucket.prefix.length);
      const size = required(Size, 'size', key);
      if (size === 0 && (key === '' || key.endsWith('/'))) continue;
      yield { key, size, version: required(ETag, 'ETag', key) };
    }
  }
}

async function* listFolders(bucket: Bucket, prefix: string, { signal }: Cancellable): AsyncGenerator<string> {
  const whole = `${bucket.prefix}${prefix}`;
  for await (const page of listPages(bucket.client, { bucket: bucket.name, prefix: whole, delimiter: '/', signal })) {
    for (const { Prefix } of page.CommonPrefixes ?? []) {
      signal?.throwIfAborted();
      const name = decodeKey(required(Prefix, 'prefix', prefix)).slice(whole.length, -1);
      if (name !== '') yield name;
    }
  }
}
