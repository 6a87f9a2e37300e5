import { expect, test } from 'vitest';
import { rowsOf } from '../../support/terminal.ts';
import { RECORDS } from '../support/bucket.ts';
import { say } from '../support/say.ts';
import { STAYED } from '../support/sets.ts';
import type { Stage } from '../support/stage.ts';

/** Who has to have a lopsided set. */
export const TROUBLED: readonly string[] = ['ivy', 'jon', 'kit', 'lea', 'max', 'ned'];

/** More refusals than a run makes requests. */
const FOR_LONG = 100;

/** What goes wrong half-way. */
export function troubleSuite(at: () => Stage): void {
  const standings = (ended: Parameters<typeof rowsOf>[0]) => [...rowsOf(ended)].map(([actor, [how]]) => [actor, how]);

  test('an actor whose record is damaged fails alone, whatever the judge refuses; a run about the failed ones mends it', async () => {
    const { type, stand, bucket } = at();
    say('one of three actors has a damaged manifest, and the judge refuses a sheet');
    const manifest = `${RECORDS}actors/jon/manifest.json`;
    await bucket.put(manifest, '{');
    stand.vision.faults('refusal');
    await type('start', '--run-id', 'damaged', ...['ivy', 'jon', 'kit'].flatMap((actor) => ['--actor-id', actor]));
    const done = await type('watch', 'damaged');
    expect(done.code, done.said).toBe(2);
    expect(standings(done).sort()).toEqual([
      ['ivy', 'to do'],
      ['jon', 'failed'],
      ['kit', 'to do'],
    ]);

    await bucket.remove(manifest);
    expect(await type('start', '--failed-of', 'damaged', '--run-id', 'mended')).toMatchObject({ code: 0 });
    const mended = await type('watch', 'mended');
    expect(mended.code, mended.said).toBe(0);
    expect(standings(mended)).toEqual([['jon', 'to do']]);
    expect(await type('start', '--failed-of', 'mended')).toMatchObject({ code: 1 });
  });

  test('a function killed between copy and delete is tried again: nothing is lost, nothing is there twice', async () => {
    const { type, bucket, door, machine } = at();
    const before = await bucket.files('lea');
    say('Retire is killed in the middle of a move');
    await door.killAtCopy(await machine.functionOf('Retire'));
    await type('start', '--approve', 'auto', '--run-id', 'killed', '--actor-id', 'lea');
    const done = await type('watch', 'killed');
    expect((await door.logs()).includes('killed in the middle of a copy')).toBe(true);
    expect(done.code, done.said).toBe(0);
    const after = await bucket.files('lea');
    expect(after.filter((file) => file.startsWith('photo'))).toEqual(STAYED);
    expect(after).toHaveLength(6);
    const retired = [...(await bucket.under('balancing/retired/killed/lea/')).keys()].map((key) =>
      key.split('/').at(-1),
    );
    expect([...STAYED, ...retired].sort()).toEqual(before);
  });

  test('while the image API is down nothing is taken away; resumed, the run does what is left', async () => {
    const { type, bucket, stand } = at();
    const before = await bucket.files('max');
    say('the image API is down');
    stand.replicate.faults(...Array.from({ length: FOR_LONG }, () => 'unavailable' as const));
    await type('start', '--approve', 'auto', '--run-id', 'down', '--actor-id', 'max');
    const down = await type('watch', 'down');
    stand.replicate.recover();
    expect(down.code, down.said).toBe(2);
    expect(await bucket.json('balancing/runs/down/report.json')).toMatchObject({ state: 'partly' });
    expect(await bucket.files('max')).toEqual(before);

    say('it is up again: evencast resume down');
    const resumed = await type('resume', 'down');
    expect(resumed.code, resumed.said).toBe(0);
    expect(rowsOf(resumed).get('max')?.slice(0, 4)).toEqual(['carried out', '6/0/0', '4/1/1', '4/1/1']);
  });

  test('of two runs at once on one actor one works, and the other says why it did not; nothing is made twice', async () => {
    const { type, bucket, stand } = at();
    const paid = stand.replicate.paid();
    say('two runs at once on one actor');
    const twins = ['twin-1', 'twin-2'];
    await Promise.all(twins.map((run) => type('start', '--approve', 'auto', '--run-id', run, '--actor-id', 'ned')));
    const done = await Promise.all(twins.map((run) => type('watch', run)));
    expect(done.map(({ code }) => code).sort()).toEqual([0, 2]);
    const hows = done.map((each) => rowsOf(each).get('ned')?.[0]).sort();
    expect(['busy,carried out', 'carried out,stale']).toContain(hows.join());
    expect(await bucket.files('ned')).toHaveLength(6);
    expect(stand.replicate.paid() - paid).toBe(2);
  });
}
