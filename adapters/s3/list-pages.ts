import { ListObjectsV2Command, type ListObjectsV2CommandOutput, type S3Client } from '@aws-sdk/client-s3';
import { cancelling } from './bucket.ts';
import { s3Error } from './s3-error.ts';

/** What to list: full keys that start with `prefix`; with `delimiter`, folders instead of what is in them. */
export interface Listing {
  readonly bucket: string;
  readonly prefix: string;
  readonly delimiter?: '/' | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The pages of a listing, 1,000 entries each, in UTF-8 byte order as S3 gives them. Names come percent-encoded, because
 * XML cannot hold control characters; {@link decodeKey} undoes it.
 */
export async function* listPages(client: S3Client, listing: Listing): AsyncGenerator<ListObjectsV2CommandOutput> {
  let token: string | undefined;
  do {
    const page = await onePage(client, listing, token);
    yield page;
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
}

async function onePage(
  client: S3Client,
  listing: Listing,
  token: string | undefined,
): Promise<ListObjectsV2CommandOutput> {
  const { bucket, prefix, delimiter, signal } = listing;
  const command = new ListObjectsV2Command({
    Bucket: bucket,
    Prefix: prefix,
    Delimiter: delimiter,
    EncodingType: 'url',
    ContinuationToken: token,
  });
  try {
    signal?.throwIfAborted();
    return await client.send(command, cancelling(signal));
  } catch (error) {
    throw s3Error(error, `listing s3://${bucket}/${prefix}`, signal);
  }
}

/** A name from a listing. S3 writes a space as `+`, its stand-ins as `%20`, all of them a plus as `%2B`. */
export function decodeKey(encoded: string): string {
  return decodeURIComponent(encoded.replaceAll('+', ' '));
}
