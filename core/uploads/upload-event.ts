import * as z from 'zod';
import { fileKind } from '../image-files.ts';
import type { Layout } from '../layout.ts';

/**
 * S3's event about an object, as EventBridge delivers it: the key as it is, not URL-encoded as in S3's own notifications.
 * Stand-ins write the time in ways of their own, so it is read where it can be.
 */
const uploadEventSchema = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.literal('Object Created'),
  time: z.iso.datetime({ offset: true }).optional().catch(undefined),
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string().min(1).max(1024) }),
  }),
});

/** Where uploads count: below the prefix of the bucket. */
export interface UploadPlace {
  readonly bucket: string;
  /** Empty, or ends in `/`. */
  readonly prefix: string;
  readonly layout: Layout;
}

/** That an actor got an image. */
export interface Upload {
  readonly actor: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Whom an event is about; undefined for everything that is no image of an actor: other buckets and folders, Evencast's own
 * records, other files, and what is no such event at all.
 *
 * @param now stands in for a time that is missing or lies ahead: a wrong clock must not keep an actor waiting.
 */
export function uploadOf(event: unknown, { bucket, prefix, layout }: UploadPlace, now: number): Upload | undefined {
  const parsed = uploadEventSchema.safeParse(event);
  if (!parsed.success) return undefined;
  const { time, detail } = parsed.data;
  const { key } = detail.object;
  if (detail.bucket.name !== bucket || !key.startsWith(prefix)) return undefined;
  const image = layout.imageAt(key.slice(prefix.length));
  if (image === undefined || fileKind(image.file) !== 'image') return undefined;
  return { actor: image.actor, at: Math.min(now, time === undefined ? now : Date.parse(time)) };
}
