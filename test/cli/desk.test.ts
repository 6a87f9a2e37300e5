import { expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { pictures } from '../support/desk-stand.ts';
import { writeCast } from '../support/small-cast.ts';
import { terminal } from '../support/terminal.ts';

test('evencast desk listens on this machine only, prints a link that lets one in, and ends with Ctrl-C', async () => {
  const folder = writeCast({ ada: await pictures('photorealistic', 2) });
  let said = '';
  const link = Promise.withResolvers<string>();
  const t = terminal({
    env: { USER: 'kim' },
    onOutput: (text) => {
      said += text;
      const found = /^(http:\/\/127\.0\.0\.1:\d+)(\/open\?t=[\w-]{43})$/m.exec(said);
      if (found !== null) link.resolve(found[0]);
    },
  });
  const running = t.type('desk', folder, '--port', '0', '--no-open', '--judge', 'offline', '--maker', 'offline');
  const { origin, pathname, search } = new URL(await link.promise);
  const entered = await ask(origin, { path: `${pathname}${search}` });
  const cookie = entered.headers['set-cookie']?.split(';')[0] ?? '';
  const session = await ask(origin, { path: '/api/session', headers: { cookie } });
  expect(session.json()).toMatchObject({ mode: 'local', user: 'kim', role: 'approver', judge: { name: 'offline' } });
  t.interrupt();
  expect((await running).code).toBe(0);
  await expect(ask(origin, { path: '/' })).rejects.toThrow();
});

test('evencast desk says what is wrong with its port', async () => {
  const t = terminal();
  expect((await t.type('desk', '--port', '70000')).code).toBe(1);
  expect((await t.type('desk', 'no-such-folder', '--no-open')).stderr).toContain('There is no folder');
});
