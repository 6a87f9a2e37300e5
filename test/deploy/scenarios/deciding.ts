import { beforeAll, describe, expect, test } from 'vitest';
import type { Approval } from '../../../core/approval/approval.ts';
import { coloured } from '../../support/small-cast.ts';
import { rowsOf } from '../../support/terminal.ts';
import { IMAGES } from '../support/bucket.ts';
import { say } from '../support/say.ts';
import { STAYED } from '../support/sets.ts';
import type { Stage } from '../support/stage.ts';

/** The runs, and whom each is about: all of them wait at the same time. */
const RUNS = {
  whole: ['ada', 'dee'],
  part: ['bob', 'cy'],
  no: ['eli'],
  late: ['fay'],
  stale: ['gus', 'hal'],
} as const;

/** Who has to have a lopsided set; dee's is as it should be. */
export const DECIDED_ABOUT: readonly string[] = Object.values(RUNS)
  .flat()
  .filter((actor) => actor !== 'dee');

/** Runs that act wait for a person, who decides with the CLI. */
export function decidingSuite(at: () => Stage): void {
  let before: ReadonlyMap<string, string>;
  beforeAll(async () => {
    const { bucket, type } = at();
    before = await bucket.under(IMAGES);
    say('evencast start: five runs that act');
    for (const [run, actors] of Object.entries(RUNS)) {
      const named = actors.flatMap((actor) => ['--actor-id', actor]);
      expect(await type('start', '--execute', '--run-id', run, ...named)).toMatchObject({ code: 0 });
    }
  });

  /** What of these actors' sets is not as it was at the start. */
  const changed = async (...actors: readonly string[]) => {
    const now = await at().bucket.under(IMAGES);
    const keys = new Set([...before.keys(), ...now.keys()]);
    return [...keys].filter(
      (key) => actors.some((actor) => key.startsWith(`${IMAGES}${actor}/`)) && before.get(key) !== now.get(key),
    );
  };
  const photographs = async (actor: string) =>
    (await at().bucket.files(actor)).filter((file) => file.startsWith('photo'));

  test('watch ends with code 3 where a run waits, and nothing was changed or paid', async () => {
    const { type, stand } = at();
    const waiting = await type('watch', 'whole');
    expect(waiting.code, waiting.said).toBe(3);
    expect(waiting.stdout).toMatch(/npx evencast approve whole --stack/);
    expect(stand.replicate.paid()).toBe(0);
    expect(await changed('ada', 'dee')).toEqual([]);
  });

  test('approved, it is carried out: what is missing is made, what is too much is retired', async () => {
    const { type, bucket, stand } = at();
    say('evencast approve whole');
    const approved = await type('approve', 'whole');
    expect(approved).toMatchObject({ code: 0 });
    expect(approved.stderr).toMatch(/^ada +to do +6\/0\/0/m);
    const done = await type('watch', 'whole');
    expect(done.code, done.said).toBe(0);
    expect(rowsOf(done).get('ada')?.slice(0, 4)).toEqual(['carried out', '6/0/0', '4/1/1', '4/1/1']);
    expect(rowsOf(done).get('dee')?.[0]).toBe('balanced');
    expect(stand.replicate.paid()).toBe(2);
    expect(await photographs('ada')).toEqual(STAYED);
    expect(await bucket.files('ada')).toHaveLength(6);
    expect([...(await bucket.under('balancing/retired/whole/ada/')).keys()]).toHaveLength(2);
    expect(await changed('dee')).toEqual([]);
  });

  test('approved in part, an actor left out and an image kept stay as they were', async () => {
    const { type, bucket } = at();
    say('evencast approve part --except cy --keep …');
    expect(await type('watch', 'part')).toMatchObject({ code: 3 });
    const approved = await type('approve', 'part', '--except', 'cy', '--keep', 'bob/photorealistic-0.png');
    expect(approved).toMatchObject({ code: 0 });
    const done = await type('watch', 'part');
    expect(rowsOf(done).get('cy')?.[0]).toBe('to do');
    expect(await photographs('bob')).toEqual(['photorealistic-0.png', ...STAYED]);
    expect(await bucket.files('bob')).toHaveLength(7);
    expect(await changed('cy')).toEqual([]);
  });

  test('rejected, nothing is changed, and whoever approves then hears who rejected it', async () => {
    const { type } = at();
    say('evencast reject no');
    expect(await type('watch', 'no')).toMatchObject({ code: 3 });
    expect(await type('reject', 'no')).toMatchObject({ code: 0 });
    const done = await type('watch', 'no');
    expect(done.code, done.said).toBe(0);
    expect(done.stdout).toContain('The plans were rejected. Nothing was changed.');
    const approved = await type('approve', 'no');
    expect(approved.code, approved.said).toBe(2);
    expect(approved.stderr).toMatch(/Run no was rejected by arn:aws:/);
    expect(await changed('eli')).toEqual([]);
  });

  test('when nobody decides in time the run is closed, and nothing is changed', async () => {
    const { type, bucket, machine, door } = at();
    say('the time to decide is over');
    expect(await type('watch', 'late')).toMatchObject({ code: 3 });
    const { token } = (await bucket.json('balancing/runs/late/approval.json')) as Approval;
    await door.timeOut(token ?? '');
    expect(await machine.ended('late')).toEqual({ status: 'SUCCEEDED', error: '', cause: '' });
    expect(await bucket.json('balancing/runs/late/report.json')).toMatchObject({ state: 'expired' });
    expect((await type('approve', 'late')).stderr).toContain('nobody decided in time');
    expect(await changed('fay')).toEqual([]);
  });

  describe('an image replaced while the run waits', () => {
    test('leaves that actor alone; the others are carried out', async () => {
      const { type, bucket } = at();
      say('a plan that goes stale');
      expect(await type('watch', 'stale')).toMatchObject({ code: 3 });
      const other = await coloured({ type: 'photorealistic', score: 10 }, 9_999);
      await bucket.upload('gus', { 'photorealistic-3.png': other });
      expect(await type('approve', 'stale')).toMatchObject({ code: 0 });
      const done = await type('watch', 'stale');
      expect(done.code, done.said).toBe(2);
      expect(rowsOf(done).get('gus')?.[0]).toBe('stale');
      expect(rowsOf(done).get('hal')?.[0]).toBe('carried out');
      expect(await changed('gus')).toEqual([`${IMAGES}gus/training_data/photorealistic-3.png`]);
    });
  });
}
