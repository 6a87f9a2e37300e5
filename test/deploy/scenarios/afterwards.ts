import { expect, test } from 'vitest';
import type { Approval } from '../../../core/approval/approval.ts';
import { SECRETS } from '../../support/vendors.ts';
import { say } from '../support/say.ts';
import type { Stage } from '../support/stage.ts';

/** What has to hold after all of it. */
export function afterwardsSuite(at: () => Stage): void {
  test('a second deployment changes nothing', async () => {
    say('cdk deploy once more');
    const { code, said } = await at().cdk.deployAgain();
    expect(code).toBe(0);
    expect(said).toContain('(no changes)');
  });

  test('a run is taken back to the byte, and its manifest with it', async () => {
    const { type, bucket } = at();
    say('evencast rollback whole');
    const back = await type('rollback', 'whole');
    expect(back.code, back.said).toBe(0);
    expect(back.stdout).toContain('The run was taken back.');
    for (const actor of ['ada', 'dee']) {
      const folder = `custom-actors/${actor}/`;
      expect(await bucket.under(folder)).toEqual(new Map([...at().start()].filter(([key]) => key.startsWith(folder))));
      expect([...(await bucket.under(`balancing/actors/${actor}/`)).keys()]).toEqual([]);
    }
  });

  test('no key is in any object or log, and a token of a wait only where the decision is kept', async () => {
    const { bucket, door } = at();
    say('looks through every object and log for keys and tokens');
    const texts = new Map<string, string>();
    for (const key of (await bucket.under('balancing/')).keys()) texts.set(key, await bucket.text(key));
    const approvals = [...texts].filter(([key]) => key.endsWith('/approval.json'));
    const tokens = approvals.flatMap(([key, text]) => {
      const { token } = JSON.parse(text) as Approval;
      return token === undefined ? [] : [{ key, token }];
    });
    expect(tokens.length).toBeGreaterThan(4);
    texts.set('the logs', await door.logs());
    const told = [...texts].flatMap(([where, text]) => [
      ...SECRETS.filter((secret) => text.includes(secret)).map(() => `a key in ${where}`),
      ...tokens.filter(({ key, token }) => key !== where && text.includes(token)).map(() => `a token in ${where}`),
    ]);
    expect(told).toEqual([]);
    expect(texts.get('the logs')?.includes('"did":"ended"')).toBe(true);
  });
}
