import { expect, test } from 'vitest';
import { s3ObjectStore } from '../../../adapters/s3/object-store.ts';
import { expectError } from '../../contracts/object-store/ask.ts';
import { type Answer, type ScriptedS3, scriptedS3 } from './scripted-s3.ts';

const THERE: Answer = { status: 200, headers: { etag: '"v1"', 'content-length': '0' } };
const MISSING: Answer = { status: 404 };
const COPIED: Answer = { status: 200, body: '<CopyObjectResult><ETag>"v2"</ETag></CopyObjectResult>' };
const DONE: Answer = { status: 204 };

/** S3 in the middle of a move from `a` to `b`, at the step that deletes `a`. */
function moving(
  deleteFrom: Answer,
  fromAfterwards: Answer,
  copy: Answer | readonly Answer[] = COPIED,
): Promise<ScriptedS3> {
  return scriptedS3({
    'HEAD /bucket/a': [THERE, fromAfterwards],
    'HEAD /bucket/b': MISSING,
    'PUT /bucket/b': copy,
    'DELETE /bucket/a': deleteFrom,
    'DELETE /bucket/b': DONE,
  });
}

test('where the source may not be deleted, the copy goes again', async () => {
  for (const refusal of [
    { status: 403, code: 'AccessDenied' },
    { status: 412, code: 'PreconditionFailed' },
  ]) {
    const { client, requests } = await moving(refusal, THERE);
    await expectError(
      s3ObjectStore(client, { bucket: 'bucket' }).move('a', 'b'),
      refusal.status === 403 ? 'AccessDenied' : 'Conflict',
    );
    expect(requests.at(-1)).toBe('DELETE /bucket/b');
  }
});

test('where nobody knows whether the source was deleted, the copy stays', async () => {
  const { client, requests } = await moving({ status: 503, code: 'SlowDown' }, THERE);
  await expectError(s3ObjectStore(client, { bucket: 'bucket' }).move('a', 'b'), 'StoreUnavailable');
  expect(requests).not.toContain('DELETE /bucket/b');
});

test('where the source is gone when asked again, the move is done and the only copy stays', async () => {
  for (const answer of [
    { status: 412, code: 'PreconditionFailed' },
    { status: 404, code: 'NoSuchKey' },
  ]) {
    const { client, requests } = await moving(answer, MISSING);
    expect(await s3ObjectStore(client, { bucket: 'bucket' }).move('a', 'b')).toEqual({
      key: 'b',
      size: 0,
      version: '"v2"',
    });
    expect(requests).not.toContain('DELETE /bucket/b');
  }
});

test('a store that knows no conditions on copies is asked again without', async () => {
  const { client, requests } = await moving(DONE, MISSING, [{ status: 501, code: 'NotImplemented' }, COPIED]);
  await s3ObjectStore(client, { bucket: 'bucket' }).move('a', 'b');
  expect(requests.filter((each) => each === 'PUT /bucket/b')).toHaveLength(2);
});
