import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IDEMPOTENCY_HEADER, WRITE_TOKEN_HEADER } from '../../../core/desk/contract/headers.ts';
import { refusalSchema } from '../../../core/desk/contract/refusal.ts';
import { ROUTES } from '../../../core/desk/contract/routes.ts';
import { type Asked, ask } from '../../support/ask.ts';
import { type DeskStand, deskStand, pictures } from '../../support/desk-stand.ts';
import type { Visitor } from '../../support/desk-visitor.ts';

let stand: DeskStand;
let kim: Visitor;
beforeAll(async () => {
  stand = await deskStand({ ada: { ...(await pictures('photorealistic', 2)), 'a.svg': '<svg onload="alert(1)"/>' } });
  kim = await stand.visit();
});
afterAll(() => stand.close());

const signedIn = (asked: Asked): Asked => ({ ...asked, headers: { ...kim.headers, ...asked.headers } });

describe('who may come', () => {
  test.each<[string, number, Asked]>([
    ['another host name', 421, { path: '/api/session', headers: { host: 'evil.example' } }],
    ['a name that begins like ours', 421, { path: '/api/session', headers: { host: '127.0.0.1.evil.example:4770' } }],
    ['a name that ends like ours', 421, { path: '/', headers: { host: 'notlocalhost' } }],
    ['another host name at the way in', 421, { path: '/open?t=x', headers: { host: 'evil.example' } }],
    ['another host name for a picture', 421, { path: '/img/320/x', headers: { host: 'evil.example' } }],
    ['another origin', 403, { path: '/api/session', headers: { origin: 'https://evil.example' } }],
    ['no origin at all, as of a sandboxed frame', 403, { path: '/api/session', headers: { origin: 'null' } }],
    ['another port of this machine', 403, { path: '/api/session', headers: { origin: 'http://127.0.0.1:9' } }],
    ['a cross-site request', 403, { path: '/api/session', headers: { 'sec-fetch-site': 'cross-site' } }],
    ['a same-site request of another port', 403, { path: '/api/session', headers: { 'sec-fetch-site': 'same-site' } }],
    ['our own page', 200, { path: '/api/session', headers: { 'sec-fetch-site': 'same-origin' } }],
    ['a forwarded port', 200, { path: '/api/session', headers: { host: 'localhost:9999' } }],
    ['IPv6', 200, { path: '/api/session', headers: { host: '[::1]:4770' } }],
  ])('%s: %i', async (_, status, asked) => {
    const answered = await ask(stand.address, signedIn(asked));
    expect(answered.status).toBe(status);
    if (status !== 200) expect(() => refusalSchema.parse(answered.json())).not.toThrow();
  });

  test('without a session every route and every picture is refused, and says nothing', async () => {
    for (const { method, path } of Object.values(ROUTES)) {
      const body = method === 'GET' ? {} : { body: '{}' };
      const answered = await ask(stand.address, { method, path: path.replace(':id', 'ada'), ...body });
      expect([path, answered.status]).toEqual([path, 401]);
      expect(answered.text).not.toContain(stand.folder);
    }
    expect((await ask(stand.address, { path: `/img/320/${'a'.repeat(64)}` })).status).toBe(401);
    const made = { cookie: kim.headers['cookie']?.replace(/=.*/, '=made-up') ?? '' };
    expect((await ask(stand.address, { path: '/api/session', headers: made })).status).toBe(401);
  });

  test('a link lets one in, once, and gives a cookie that no script and no other site can use', async () => {
    const entry = stand.newEntry();
    const first = await ask(stand.address, { path: entry });
    expect([first.status, first.headers['location']]).toEqual([302, '/']);
    expect(first.headers['set-cookie']).toMatch(
      /^evencast-desk-[0-9a-f]{12}=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(first.headers['referrer-policy']).toBe('no-referrer');
    const again = await ask(stand.address, { path: entry });
    expect([again.status, again.headers['set-cookie']]).toEqual([401, undefined]);
    expect((await ask(stand.address, { path: '/open?t=guess' })).status).toBe(401);
  });

  test('a link that nobody opened for a minute, and a session that nobody used for half a day, are over', async () => {
    const late = stand.newEntry();
    await stand.pass(61_000);
    expect((await ask(stand.address, { path: late })).status).toBe(401);
    const lee = await stand.visit();
    await stand.pass(11 * 3_600_000);
    expect((await lee.raw('session')).status).toBe(200);
    await stand.pass(13 * 3_600_000);
    expect(await lee.refused('cast')).toMatchObject({ status: 401, error: 'SessionEnded' });
    kim = await stand.visit();
  });
});

describe('writes', () => {
  const body = JSON.stringify({ actor: 'ada', file: 'photorealistic-0.png', pinned: true });
  const write = (headers: Readonly<Record<string, string>>, sent = body) =>
    ask(stand.address, signedIn({ method: 'PUT', path: '/api/pins', headers, body: sent }));
  const token = async () => (await kim.call('session')).writeToken;

  test('carry the token of this session, a name of their own, and JSON', async () => {
    const good = {
      [WRITE_TOKEN_HEADER]: await token(),
      [IDEMPOTENCY_HEADER]: 'k1',
      'content-type': 'application/json',
    };
    const lees = (await (await stand.visit()).call('session')).writeToken;
    const { [WRITE_TOKEN_HEADER]: _, ...without } = good;
    expect((await write(without)).status).toBe(403);
    expect((await write({ ...good, [WRITE_TOKEN_HEADER]: lees })).status).toBe(403);
    expect((await write({ ...good, [IDEMPOTENCY_HEADER]: '' })).status).toBe(400);
    expect((await write({ ...good, [IDEMPOTENCY_HEADER]: '../x' })).status).toBe(400);
    expect((await write({ ...good, 'content-type': 'text/plain' })).status).toBe(400);
    expect((await write(good, '{"actor":')).status).toBe(400);
    expect((await write(good, JSON.stringify({ ...JSON.parse(body), more: 1 }))).status).toBe(400);
    expect((await write(good, `"${'x'.repeat(9 * 2 ** 20)}"`)).status).toBe(413);
    expect((await write(good)).json()).toEqual({ changed: true, run: null });
    expect((await write(good)).json()).toEqual({ changed: false, run: null });
  });
});

describe('what is sent', () => {
  test('every answer, refusals too, carries the headers that keep a page inside', async () => {
    const paths = ['/', '/api/session', '/api/none', '/img/320/x', '/open?t=x', '/none.js'];
    for (const path of paths) {
      const { headers } = await ask(stand.address, signedIn({ path }));
      expect([path, headers['content-security-policy']]).toEqual([
        path,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'",
      ]);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': 'camera=(), microphone=(), geolocation=()',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('the pages learn first that nobody signs in here', async () => {
    const answered = await ask(stand.address, { path: '/desk.json' });
    expect(answered.headers['cache-control']).toBe('no-store');
    expect(answered.json()).toEqual({ schema: 1, mode: 'local' });
  });

  test.each([
    '/img/320/../../etc/passwd',
    '/img/320/..%2f..%2fetc%2fpasswd',
    '/img/320/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '/img/320/ada%2fphotorealistic-0.png',
    '/img/999/0000000000000000000000000000000000000000000000000000000000000000',
    '/img/full/0000000000000000000000000000000000000000000000000000000000000000',
    '/img/full/ABCDEF0000000000000000000000000000000000000000000000000000000000',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/.evencast/runs',
    '/web/package.json',
  ])(
    '%s names nothing: it is refused, or answered with the pages’ own beginning where those were built',
    async (path) => {
      const answered = await kim.get(path);
      if (answered.status < 400) expect(answered.text).toBe((await kim.get('/')).text);
      expect(answered.text).not.toMatch(/root:|"name"/);
    },
  );

  test('a drawing or a page among the images is never sent, not even under its hash', async () => {
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256').update('<svg onload="alert(1)"/>').digest('hex');
    expect((await kim.call('actor', { id: 'ada' })).pictures.map(({ file }) => file)).not.toContain('a.svg');
    for (const size of ['320', '1600', 'full']) expect((await kim.get(`/img/${size}/${hash}`)).status).toBe(404);
  });

  test('what has not changed is not sent again', async () => {
    const first = await kim.raw('cast');
    const again = await kim.raw('cast', { headers: { 'if-none-match': first.headers['etag'] ?? '' } });
    expect([again.status, again.text]).toEqual([304, '']);
    const zipped = await kim.raw('cast', { headers: { 'accept-encoding': 'gzip' } });
    expect(zipped.status).toBe(200);
  });
});
