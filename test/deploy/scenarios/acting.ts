import { beforeAll, describe, expect, test } from 'vitest';
import type { Approval } from '../../../core/approval/approval.ts';
import { OUTPUTS } from '../../../core/contract.ts';
import { coloured } from '../../support/small-cast.ts';
import { rowsOf } from '../../support/terminal.ts';
import { SECRETS } from '../../support/vendors.ts';
import { say } from '../support/say.ts';
import { balanced, lopsided, STAYED } from '../support/sets.ts';
import type { Stage } from '../support/stage.ts';

/** Runs that act, decided by the CLI, against the stand-ins of both vendors. */
export function actingSuite(at: () => Stage): void {
  beforeAll(async () => {
    const { putKeys, door, bucket } = at();
    say('the vendors’ keys');
    await putKeys();
    await door.restart();
    for (const actor of ['ada', 'bob', 'cy']) await bucket.upload(actor, await lopsided());
    await bucket.upload('dee', await balanced());
  });

  const made = async (actor: string) =>
    (await at().bucket.files(actor)).filter((file) => file.startsWith('generated-')).length;

  test('a run waits for a person, who approves part of it; the rest stays as it was; all of it is taken back to the byte', async () => {
    const { type, bucket } = at();
    const before = await bucket.under('custom-actors/');
    say('start, watch, approve in part, watch, roll back');
    await type(
      'start',
      '--execute',
      '--run-id',
      'partial',
      '--actor-id',
      'ada',
      '--actor-id',
      'bob',
      '--actor-id',
      'dee',
    );
    const waiting = await type('watch', 'partial');
    expect(waiting.code).toBe(3);
    expect(await bucket.under('custom-actors/')).toEqual(before);

    const approved = await type('approve', 'partial', '--except', 'bob');
    expect(approved.code).toBe(0);
    const done = await type('watch', 'partial');
    expect(done.code).toBe(0);
    expect(rowsOf(done).get('ada')?.slice(0, 4)).toEqual(['carried out', '6/0/0', '4/1/1', '4/1/1']);
    expect((await bucket.files('ada')).filter((file) => file.startsWith('photo'))).toEqual(STAYED);
    expect([await made('ada'), await made('bob')]).toEqual([2, 0]);
    const rejected = await type('reject', 'partial');
    expect(rejected.code).toBe(2);
    expect(rejected.stderr).toMatch(/was approved by/);

    expect((await type('rollback', 'partial')).code).toBe(0);
    expect(await bucket.under('custom-actors/')).toEqual(before);
    expect([...(await bucket.under('balancing/actors/')).keys()]).toEqual([]);
  });

  test('nobody decides in time: nothing is changed', async () => {
    const { type, bucket, machine } = at();
    const before = await bucket.under('custom-actors/');
    say('an approval that expires');
    await type('start', '--execute', '--run-id', 'late', '--actor-id', 'ada');
    expect((await type('watch', 'late')).code).toBe(3);
    const { token } = (await bucket.json('balancing/runs/late/approval.json')) as Approval;
    await machine.timeOut(token ?? '');
    expect(await machine.ended('late')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await bucket.json('balancing/runs/late/report.json')).toMatchObject({ state: 'expired' });
    expect((await type('approve', 'late')).code).toBe(2);
    expect(await bucket.under('custom-actors/')).toEqual(before);
  });

  test('a set that changed while the run waited is left alone', async () => {
    const { type, bucket } = at();
    say('a plan that goes stale');
    await type('start', '--execute', '--run-id', 'stale', '--actor-id', 'cy');
    expect((await type('watch', 'stale')).code).toBe(3);
    await bucket.upload('cy', { 'photorealistic-3.png': await coloured({ type: 'photorealistic', score: 10 }, 9_999) });
    const before = await bucket.under('custom-actors/cy/');
    await type('approve', 'stale');
    const done = await type('watch', 'stale');
    expect(done.code).toBe(2);
    expect(rowsOf(done).get('cy')?.[0]).toBe('stale');
    expect(await bucket.under('custom-actors/cy/')).toEqual(before);
  });

  test('the function that retires is killed in the middle of a move and tried again: nothing is lost, nothing is there twice', async () => {
    const { type, bucket, door } = at();
    const before = await bucket.under('custom-actors/bob/');
    say('retire is killed between copy and delete');
    await door.killAtCopy(await retireFunction(at()));
    await type('start', '--approve', 'auto', '--run-id', 'killed', '--actor-id', 'bob');
    const done = await type('watch', 'killed');
    expect(done.code).toBe(0);
    expect((await bucket.files('bob')).filter((file) => file.startsWith('photo'))).toEqual(STAYED);
    expect([...(await bucket.under('balancing/retired/killed/bob/')).keys()]).toHaveLength(2);
    await type('rollback', 'killed');
    expect(await bucket.under('custom-actors/bob/')).toEqual(before);
  });

  test('two runs at once on one actor: one works, and the set ends as one run leaves it', async () => {
    const { type, bucket } = at();
    say('a double start');
    await Promise.all(
      ['twin-1', 'twin-2'].map((run) => type('start', '--approve', 'auto', '--run-id', run, '--actor-id', 'ada')),
    );
    const done = await Promise.all(['twin-1', 'twin-2'].map((run) => type('watch', run)));
    const standings = done.map((each) => rowsOf(each).get('ada')?.[0]);
    expect(standings).toContain('carried out');
    expect(await bucket.files('ada')).toHaveLength(6);
    expect(await made('ada')).toBe(2);
  });

  describe('afterwards', () => {
    test('no key is in any object of the bucket', async () => {
      const { bucket } = at();
      for (const key of (await bucket.under('balancing/')).keys()) {
        const text = await bucket.text(key);
        for (const secret of SECRETS) expect(text.includes(secret), key).toBe(false);
      }
    });

    test('cdk diff is empty', async () => {
      say('cdk diff');
      const { code, said } = await at().cdk.diff();
      expect(said).toMatch(/no differences|There were no differences/i);
      expect(code).toBe(0);
    });
  });
}

/** The function's name, as its state names it. */
async function retireFunction({ outputs }: Stage): Promise<string> {
  const { SFNClient, DescribeStateMachineCommand } = await import('@aws-sdk/client-sfn');
  const stateMachineArn = outputs[OUTPUTS.stateMachine];
  const { definition = '' } = await new SFNClient({}).send(new DescribeStateMachineCommand({ stateMachineArn }));
  return /"Retire":.*?"Resource":"arn:[^"]*:function:([^"]+)"/.exec(definition)?.[1] ?? '';
}
