import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answered, ask } from '../support/ask.ts';
import { pictures } from '../support/desk-stand.ts';
import { type FrontDoor, frontDoor } from '../support/front-door.ts';
import { type IdentityServer, identityServer } from '../support/identity-server.ts';
import { CLAIMS, lambdaDesk } from '../support/lambda-desk-stand.ts';

let identity: IdentityServer;
let door: FrontDoor;
let close: () => Promise<void>;
let signed: Readonly<Record<string, string>>;
beforeAll(async () => {
  identity = await identityServer();
  door = await frontDoor(identity, CLAIMS);
  const place = { address: door.address, endpoint: door.pictures, start: Date.now() };
  const desk = await lambdaDesk({ ada: await pictures('photorealistic', 1) }, place);
  door.serve(desk);
  identity.tokens.add('a-token');
  signed = { authorization: 'Bearer a-token' };
  const visitor = await desk.stand.visit();
  await visitor.call('start', { body: { mode: 'dry-run' } });
  await desk.stand.idle();
  close = () => desk.stand.close();
});
afterAll(async () => {
  await close?.();
  await door?.close();
  await identity?.close();
});

test.each([
  ['no token', {}, 401],
  ['a token that nobody gave', { authorization: 'Bearer made-up' }, 401],
  ['a token in a cookie', { cookie: 'authorization=a-token' }, 401],
  ['a token, asked by another site', { authorization: 'Bearer a-token', origin: 'https://evil.example' }, 403],
  [
    'a token, asked by a page of the same site',
    { authorization: 'Bearer a-token', 'sec-fetch-site': 'same-site' },
    403,
  ],
  ['a token', { authorization: 'Bearer a-token' }, 200],
] as const)('%s', async (_, headers, status) => {
  expect((await ask(door.address, { path: '/api/session', headers })).status).toBe(status);
});

test('pages come with the policy of the stack: pictures and the sign-in from their origins, nothing else', async () => {
  const { status, headers } = await ask(door.address, { path: '/queue/some-run' });
  expect(status).toBe(200);
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toContain(`img-src 'self' blob: ${door.pictures};`);
  expect(policy).toContain(`connect-src 'self' ${identity.origin};`);
  expect(policy).not.toContain('unsafe');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect((await ask(door.address, { path: '/assets/none.js' })).status).toBe(404);
});

test('a link opens its picture, and none that was changed on the way', async () => {
  const actor = await ask(door.address, { path: '/api/actors/ada', headers: signed });
  const sha256 = /"sha256":"([0-9a-f]{64})"/.exec(actor.text)?.[1];
  const links = await ask(door.address, { path: `/api/pictures?of=full/${sha256}`, headers: signed });
  const href = new URL(/"href":"([^"]+)"/.exec(links.text)?.[1] ?? '');
  const open = (search: string): Promise<Answered> => ask(door.pictures, { path: href.pathname + search });
  expect(href.origin).toBe(door.pictures);
  expect((await open(href.search)).headers['content-type']).toBe('image/png');
  expect((await open(href.search.replace('inline', 'attachment'))).status).toBe(403);
  expect((await open('')).status).toBe(403);
});
