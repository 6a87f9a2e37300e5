import { expect, test } from 'vitest';
import type { Report } from '../../../core/records/report.ts';
import type { RunRecord } from '../../../core/records/run-record.ts';
import { IMAGES } from '../support/bucket.ts';
import { say } from '../support/say.ts';
import { many } from '../support/sets.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

/** How long uploads have to be quiet, in the configuration that this is deployed with. */
export const QUIET_MINUTES = 1;

/** Logical ids of the schedules begin so. */
const [SWEEPS, OWN] = ['PipelineUploadsSweeps', 'PipelineSchedule'] as const;

/** Whom the schedule is about. */
export const SCHEDULED = 'sid';

const newNames = (before: readonly string[], now: readonly string[]) => now.filter((name) => !before.includes(name));

/** Somebody uploads; nothing is started before it is quiet. */
export function uploadsSuite(at: () => Stage): void {
  test('twenty uploads to two actors, five of them twice, are noted and start nothing yet', async () => {
    const { bucket, machine, door } = at();
    const names = await machine.names();
    say('twenty uploads to two actors');
    const [pia, quin] = [await many('photorealistic', 10), await many('color_stylized', 10)];
    await bucket.upload('pia', pia);
    await bucket.upload('quin', quin);
    await bucket.upload('pia', Object.fromEntries(Object.entries(pia).slice(0, 5)));
    await until('the notes of the uploads', 60, async () =>
      (await bucket.under('balancing/uploads/actors/')).size === 2 ? true : undefined,
    );
    await door.fire(SWEEPS);
    expect(newNames(names, await machine.names())).toEqual([]);
  });

  test('the schedule starts a run with its own input', async () => {
    const { bucket, machine, door } = at();
    const names = await machine.names();
    say('the schedule is fired');
    await door.fire(OWN);
    const [run = ''] = await until('a run', 30, async () => {
      const found = newNames(names, await machine.names());
      return found.length === 0 ? undefined : found;
    });
    expect(await machine.ended(run)).toMatchObject({ status: 'SUCCEEDED' });
    const { request, actors } = (await bucket.json(`balancing/runs/${run}/run.json`)) as RunRecord;
    expect([request.mode, request.actors, actors]).toEqual(['dry-run', [SCHEDULED], 1]);
  });
}

/** The quiet time is over. @param quietSince when somebody or a run last wrote an image, in milliseconds since 1970. */
export function sweepSuite(at: () => Stage, quietSince: () => number): void {
  test('all uploads together start one dry-run; what the runs themselves wrote starts nothing', async () => {
    const { bucket, machine, door } = at();
    const names = await machine.names();
    say('waits until the uploads have been quiet for long enough');
    const over = quietSince() + QUIET_MINUTES * 60_000 + 2_000;
    await until('the quiet time', 90, async () => (Date.now() > over ? true : undefined));
    say('the sweep is fired');
    const before = await bucket.under(IMAGES);
    await door.fire(SWEEPS);
    const started = newNames(names, await machine.names());
    expect(started).toHaveLength(1);
    const [run = ''] = started;
    expect(await machine.ended(run)).toMatchObject({ status: 'SUCCEEDED' });
    const { request } = (await bucket.json(`balancing/runs/${run}/run.json`)) as RunRecord;
    // gus got another image while a run waited.
    expect([request.mode, request.actors?.toSorted()]).toEqual(['dry-run', ['gus', 'pia', 'quin']]);
    const { review } = (await bucket.json(`balancing/runs/${run}/report.json`)) as Report;
    expect(review.totals).toMatchObject({ actors: 3, failed: 0 });
    expect(await bucket.under(IMAGES)).toEqual(before);
  });

  test('and nothing is started a second time', async () => {
    const { bucket, machine, door } = at();
    const names = await machine.names();
    await door.fire(SWEEPS);
    expect(newNames(names, await machine.names())).toEqual([]);
    expect([...(await bucket.under('balancing/uploads/actors/')).keys()]).toEqual([]);
  });
}
