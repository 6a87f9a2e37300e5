import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { FRONT_PATH, type Front } from '../../core/desk/contract/front.ts';
import { EvencastError } from '../../core/errors.ts';
import { s3Error } from '../s3/s3-error.ts';
import type { PageFile, PageFiles } from './page-files.ts';

/** What the pages begin with; whoever has it asks for the rest. */
const FIRST_PAGE = '/index.html';
/** A year, in seconds: the name changes with the content. */
const FOR_GOOD = 'public, max-age=31536000, immutable';
const ASK_EACH_TIME = 'no-cache';

/**
 * Puts the built pages into their bucket: first what they consist of, then what leads to it, so that nobody is led to what is
 * not there yet. What earlier pages consisted of stays for those who have these open.
 *
 * @returns how many files were written.
 * @throws InvalidRequest where the pages are not built; errors of the bucket.
 */
export async function publishPages(client: S3Client, bucket: string, pages: PageFiles, front: Front): Promise<number> {
  if (!pages.has(FIRST_PAGE))
    throw new EvencastError('InvalidRequest', 'The pages are not built; build them with: npm run build:web');
  const parts = [...pages].filter(([path]) => path !== FIRST_PAGE);
  const first = [...pages].filter(([path]) => path === FIRST_PAGE);
  const told: readonly [string, PageFile] = [
    FRONT_PATH,
    {
      body: new TextEncoder().encode(JSON.stringify(front)),
      contentType: 'application/json; charset=utf-8',
      isHashed: false,
    },
  ];
  for (const [path, file] of [...parts, told, ...first]) await put(client, bucket, path, file);
  return parts.length + first.length + 1;
}

async function put(client: S3Client, bucket: string, path: string, file: PageFile): Promise<void> {
  const Key = path.replace(/^\//, '');
  try {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key,
        Body: file.body,
        ContentType: file.contentType,
        CacheControl: file.isHashed ? FOR_GOOD : ASK_EACH_TIME,
      }),
    );
  } catch (error) {
    throw s3Error(error, `writing s3://${bucket}/${Key}`, undefined);
  }
}
