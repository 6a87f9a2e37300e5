import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { signedLinks } from '../../../adapters/desk/signed-links.ts';
import type { PicturePlace } from '../../../core/ports/picture-linker.ts';
import { fakeClock } from '../../support/fake-clock.ts';

const SHA = 'a'.repeat(64);
const AT = Date.UTC(2026, 10, 28, 12, 7, 31);
const PLACE: PicturePlace = { key: 'custom-actors/Zoë/training_data/a b+c.png', format: 'png' };

function links(at: number, expiration?: Date) {
  const credentials = {
    accessKeyId: 'AKID',
    secretAccessKey: 'secret',
    ...(expiration === undefined ? {} : { expiration }),
  };
  const client = new S3Client({ region: 'eu-west-1', credentials });
  return signedLinks(client, { bucket: 'cast', prefix: 'lead/' }, fakeClock(at));
}
const link = async (at: number, place: PicturePlace | undefined = PLACE, expiration?: Date) =>
  links(at, expiration).link({ size: 'full', sha256: SHA, find: async () => place });
const query = (href = '') => new URL(href).searchParams;

describe('signed links', () => {
  test('open one object, below the prefix, for an hour from the quarter that has begun', async () => {
    const { href, until } = (await link(AT)) ?? {};
    const { hostname, pathname } = new URL(href ?? '');
    expect(hostname).toBe('cast.s3.eu-west-1.amazonaws.com');
    expect(decodeURIComponent(pathname)).toBe(`/lead/${PLACE.key}`);
    expect(query(href).get('X-Amz-Date')).toBe('20261128T120000Z');
    expect(query(href).get('X-Amz-Expires')).toBe('3600');
    expect(until).toBe('2026-11-28T12:45:00.000Z');
  });

  test('are the same for a quarter of an hour, so that a browser finds its picture again, and then others', async () => {
    const one = await link(AT);
    expect(await link(AT + 7 * 60_000)).toEqual(one);
    expect((await link(AT + 8 * 60_000))?.href).not.toBe(one?.href);
  });

  test('hold no longer than the session of the role, where that is known', async () => {
    const end = new Date(AT + 60_000);
    expect((await link(AT, PLACE, end))?.until).toBe(end.toISOString());
  });

  test.each(['jpeg', 'png', 'webp'] as const)('send a picture as what a run has found it to be: %s', async (format) => {
    const sent = query((await link(AT, { ...PLACE, format }))?.href);
    expect(sent.get('response-content-type')).toBe(`image/${format}`);
    expect(sent.get('response-content-disposition')).toBe('inline');
  });

  test('what no run has read is sent as bytes to be saved, whatever it is called', async () => {
    const sent = query((await link(AT, { key: 'custom-actors/x/a.html', format: undefined }))?.href);
    expect(sent.get('response-content-type')).toBe('application/octet-stream');
    expect(sent.get('response-content-disposition')).toBe('attachment');
  });

  test('there is none to what is nowhere any more', async () => {
    const none = links(AT).link({ size: '320', sha256: SHA, find: async () => undefined });
    expect(await none).toBeUndefined();
  });
});
