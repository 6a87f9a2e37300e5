import {
  CopyObjectCommand,
  type CopyObjectCommandInput,
  DeleteObjectCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { ConditionOptions, ObjectInfo } from '../../core/ports/object-store.ts';
import { objectConflict, objectNotFound } from '../object-errors.ts';
import { type Bucket, cancelling, headObject, required, wholeKey } from './bucket.ts';

interface Move {
  readonly bucket: Bucket;
  readonly from: string;
  readonly to: string;
  readonly signal: AbortSignal | undefined;
}

/**
 * S3 cannot rename: the object is copied, then the original deleted, each only while it is what was looked at. Stores
 * that know no conditions on copies (S3 does, since October 2025) still have the look at the destination just before.
 */
export async function moveObject(
  bucket: Bucket,
  from: string,
  to: string,
  options: ConditionOptions,
): Promise<ObjectInfo> {
  const { ifVersion, signal } = options;
  const move: Move = { bucket, from, to, signal };
  const source = await headObject(bucket, from, signal);
  if (source === undefined) throw objectNotFound(from, `s3://${bucket.name}/${bucket.prefix}`);
  if (ifVersion !== undefined && ifVersion !== source.version) throw objectConflict(from, 'it was changed');
  if ((await headObject(bucket, to, signal)) !== undefined) throw objectConflict(to, 'there is one already');
  const version = await copy(move, source.version);
  await removeSource(move, source.version, version);
  return { key: to, size: source.size, version };
}

/** Returns the copy's version, which differs from the source's where objects are encrypted with KMS keys. */
async function copy({ bucket, from, to, signal }: Move, version: string): Promise<string> {
  const input: CopyObjectCommandInput = {
    Bucket: bucket.name,
    Key: wholeKey(bucket, to),
    // The SDK sends this header as it is. Slashes stay, so that every store reads where the bucket's name ends.
    CopySource: [bucket.name, ...wholeKey(bucket, from).split('/')].map(encodeURIComponent).join('/'),
    CopySourceIfMatch: version,
  };
  const send = (more: Partial<CopyObjectCommandInput>) =>
    bucket.client.send(new CopyObjectCommand({ ...input, ...more }), cancelling(signal));
  const answer = await send({ IfNoneMatch: '*' }).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'NotImplemented') return send({});
    throw error;
  });
  return required(answer.CopyObjectResult?.ETag, 'ETag', to);
}

async function removeSource(move: Move, version: string, copied: string): Promise<void> {
  try {
    await remove(move.bucket, move.from, version, move.signal);
  } catch (error) {
    // Gone: the SDK's second try met what its first had done, or somebody else was quicker. The copy is all there is.
    if ((await headObject(move.bucket, move.from)) === undefined) return;
    if (wasRefused(error)) await undo(move, copied);
    throw error;
  }
}

/** Whether S3 surely did not delete. After a timeout it still may, and then the copy must stay. */
function wasRefused(error: unknown): boolean {
  return error instanceof S3ServiceException && [403, 409, 412].includes(error.$metadata.httpStatusCode ?? 0);
}

async function undo({ bucket, to }: Move, copied: string): Promise<void> {
  try {
    await remove(bucket, to, copied, undefined);
  } catch {
    // Two copies are the lesser harm, and the first error is the one to tell.
  }
}

function remove(bucket: Bucket, key: string, version: string, signal: AbortSignal | undefined): Promise<unknown> {
  const command = new DeleteObjectCommand({ Bucket: bucket.name, Key: wholeKey(bucket, key), IfMatch: version });
  return bucket.client.send(command, cancelling(signal));
}
