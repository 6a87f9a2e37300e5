import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Clock } from '../../core/ports/clock.ts';
import type { PictureLinker, PicturePlace } from '../../core/ports/picture-linker.ts';
import { wholeKey } from '../s3/bucket.ts';
import { s3Error } from '../s3/s3-error.ts';

/** Signed alike for so long, so that a browser that has a picture finds it again under the same address. */
const ROUND_MS = 15 * 60_000;
/** An address opens its picture for so long from the time that it was signed for. */
const LIFE_MS = 60 * 60_000;
/** Kept by the browser for as long as the address may be used: what is named by its content does not change. */
const KEPT = `private, max-age=${LIFE_MS / 1000}, immutable`;

/** Where pictures lie. */
export interface SignedFrom {
  readonly bucket: string;
  /** Before every key: empty, or ends in `/`. */
  readonly prefix: string;
}

/**
 * Links that open one object of a bucket each, signed by this function's role. `until` is a quarter of an hour before an address
 * ends, so that a page that asks in time has none that ends while it loads; or when the role's session ends, where that is known
 * and earlier. Where it is not known an address may end before `until`: the page then asks anew for a picture that did not load.
 *
 * Pictures are sent as what a run has found them to be. What no run has read goes out as bytes to be saved, never as a page.
 */
export function signedLinks(client: S3Client, { bucket, prefix }: SignedFrom, clock: Clock): PictureLinker {
  return {
    async link({ find }) {
      const place = await find();
      if (place === undefined) return undefined;
      const from = Math.floor(clock.now() / ROUND_MS) * ROUND_MS;
      try {
        const command = new GetObjectCommand({
          Bucket: bucket,
          Key: wholeKey({ client, name: bucket, prefix }, place.key),
          ResponseCacheControl: KEPT,
          ...sentAs(place),
        });
        const href = await getSignedUrl(client, command, { expiresIn: LIFE_MS / 1000, signingDate: new Date(from) });
        const { expiration } = await client.config.credentials();
        const until = Math.min(from + LIFE_MS - ROUND_MS, expiration?.getTime() ?? Number.POSITIVE_INFINITY);
        return { href, until: new Date(until).toISOString() };
      } catch (error) {
        throw s3Error(error, `signing a link to s3://${bucket}/${prefix}${place.key}`, undefined);
      }
    },
  };
}

function sentAs({ format }: PicturePlace) {
  return format === undefined
    ? { ResponseContentType: 'application/octet-stream', ResponseContentDisposition: 'attachment' }
    : { ResponseContentType: `image/${format}`, ResponseContentDisposition: 'inline' };
}
