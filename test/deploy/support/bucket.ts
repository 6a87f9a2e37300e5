import {
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ObjectVersion,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Files } from '../../support/small-cast.ts';

/** Where the actors' folders lie unless the configuration says otherwise, and what Evencast writes. */
export const [IMAGES, RECORDS] = ['custom-actors/', 'balancing/'] as const;

/** The bucket as people see it who put images into it and look at what becomes of them. */
export interface Bucket {
  readonly name: string;
  /** Uploads the files of one actor. */
  upload(actor: string, files: Files): Promise<void>;
  /** Writes one object by its key, whoever it belongs to. */
  put(key: string, body: string): Promise<void>;
  /** Deletes one object. */
  remove(key: string): Promise<void>;
  /** Everything below a prefix: the ETag, which follows from the content, by key. */
  under(prefix: string): Promise<ReadonlyMap<string, string>>;
  /** The files of an actor's set, in order. */
  files(actor: string): Promise<readonly string[]>;
  text(key: string): Promise<string>;
  json(key: string): Promise<unknown>;
  /** Destroys the bucket with all versions of everything. */
  destroy(): Promise<void>;
}

/** Uploads at the same time; every one of them is an event that starts a function. */
const AT_ONCE = 4;

/** Talks to the place of the environment. */
export function bucketOf(name: string): Bucket {
  const client = new S3Client({ forcePathStyle: true });
  const under = async (prefix: string) => {
    const found = new Map<string, string>();
    for await (const page of paginateListObjectsV2({ client }, { Bucket: name, Prefix: prefix }))
      for (const { Key = '', ETag = '' } of page.Contents ?? []) found.set(Key, ETag);
    return found;
  };
  const read = async (key: string) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: name, Key: key }));
    return (await Body?.transformToString('latin1')) ?? '';
  };
  return {
    name,
    under,
    put: async (Key, Body) => void (await client.send(new PutObjectCommand({ Bucket: name, Key, Body }))),
    remove: async (Key) => void (await client.send(new DeleteObjectCommand({ Bucket: name, Key }))),
    upload: async (actor, files) => {
      const left = Object.entries(files);
      const one = async () => {
        for (let next = left.pop(); next !== undefined; next = left.pop()) {
          const [file, body] = next;
          const Key = `${IMAGES}${actor}/training_data/${file}`;
          await client.send(new PutObjectCommand({ Bucket: name, Key, Body: body }));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, one));
    },
    files: async (actor) => {
      const folder = `${IMAGES}${actor}/training_data/`;
      return [...(await under(folder)).keys()].map((key) => key.slice(folder.length)).sort();
    },
    text: read,
    json: async (key) => JSON.parse(Buffer.from(await read(key), 'latin1').toString('utf8')),
    destroy: () => destroy(client, name),
  };
}

async function destroy(client: S3Client, name: string): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: name }));
    const Objects = [...Versions, ...(DeleteMarkers as ObjectVersion[])].map(({ Key, VersionId }) => ({
      Key: Key ?? '',
      ...(VersionId === undefined ? {} : { VersionId }),
    }));
    if (Objects.length === 0) break;
    await client.send(new DeleteObjectsCommand({ Bucket: name, Delete: { Objects } }));
  }
  await client.send(new DeleteBucketCommand({ Bucket: name }));
}
