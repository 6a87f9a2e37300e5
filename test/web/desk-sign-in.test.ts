import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { CHROMIUM, openPage, startBrowser, until, type WatchedPage } from '../support/desk-browser.ts';
import { RUN } from '../support/desk-cast.ts';
import { tileName, WAITING } from '../support/desk-journey.ts';
import { DeskStandIn } from '../support/desk-stand-in.ts';
import { type IdentityServer, identityServer } from '../support/identity-server.ts';

const ACTOR = `/actor?id=${WAITING[0]}&run=${RUN}`;
const COPY = 'retire/ada_ph_02.jpg';

describe.skipIf(CHROMIUM === undefined)('signing in at a deployed desk (needs Chromium)', () => {
  let browser: Browser;
  let identity: IdentityServer;
  let desk: DeskStandIn;
  let opened: WatchedPage;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    identity = await identityServer();
    desk = await DeskStandIn.start([...WAITING], ['on-1', 'on-2']);
    desk.deployed.identity = identity;
  });
  afterEach(async () => {
    await opened.close();
    await desk.stop();
    await identity.close();
  });

  const signIn = async (path = '/') => {
    opened = await openPage(browser, desk.url + path);
    await opened.page.getByRole('button', { name: 'Sign in' }).click();
    return opened.page;
  };

  test('leads back to the same address, without the code in it; the token is in memory only', async () => {
    const page = await signIn(ACTOR);
    await page.locator('[data-tile]:focus').waitFor();
    expect(page.url()).toBe(desk.url + ACTOR);
    const [token] = identity.tokens;
    expect(desk.deployed.bearers.size).toBe(1);
    expect([...desk.deployed.bearers]).toEqual([`Bearer ${token}`]);
    const kept = await page.evaluate<string>(
      'JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie])',
    );
    expect(kept).not.toContain(token);
    expect(kept).not.toContain('verifier');
    expect(opened.errors).toEqual([]);
    await page.reload();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
  });

  test('pictures of a screen are asked for in few requests, of 60 at most, and shown', async () => {
    const page = await signIn(ACTOR);
    await page.locator('[data-tile]:focus').waitFor();
    await until(page, "[...document.querySelectorAll('[data-tile] img')].length > 15");
    expect(desk.deployed.linkQueries.length).toBeLessThanOrEqual(4);
    expect(Math.max(...desk.deployed.linkQueries)).toBeLessThanOrEqual(60);
    expect(desk.deployed.linkQueries[0]).toBeGreaterThan(15);
  });

  test('a link that ended early is asked for once more', async () => {
    desk.mood.brokenLinks = true;
    const page = await signIn(ACTOR);
    await page.locator('[data-tile]:focus').waitFor();
    await until(
      page,
      "[...document.querySelectorAll('[data-tile] img')].filter((image) => image.complete && image.naturalWidth > 0).length > 15",
    );
  });

  test('an answer that this tab did not ask for is thrown away, and its code with it', async () => {
    opened = await openPage(browser, `${desk.url}/?code=stolen&state=made-up`);
    await opened.page.getByText('belongs to no sign-in that this tab began').waitFor();
    expect(opened.page.url()).toBe(`${desk.url}/`);
    expect(identity.asked).toEqual([]);
  });

  test('a state that was changed on the way is refused', async () => {
    await identity.close();
    opened = await openPage(browser, desk.url);
    const { page } = opened;
    await page.route(`${identity.origin}/authorize**`, (route) =>
      route.fulfill({ status: 302, headers: { location: `${desk.url}/?code=x&state=another` } }),
    );
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('belongs to no sign-in that this tab began').waitFor();
    identity = await identityServer();
  });

  test('a refusal of the service is said in its words, as text', async () => {
    identity.refuse('access_denied <b>');
    const page = await signIn();
    await page.getByText('Signing in was refused: access_denied <b>.').waitFor();
    identity.refuse(undefined);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: '5 actors' }).waitFor();
  });

  test('a verifier that does not fit gets no token', async () => {
    opened = await openPage(browser, desk.url);
    const { page } = opened;
    await page.route(`${identity.origin}/token`, (route) => {
      const form = new URLSearchParams(route.request().postData() ?? '');
      form.set('code_verifier', 'guessed');
      return route.continue({ postData: form.toString() });
    });
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('could not be used').waitFor();
    expect(identity.tokens.size).toBe(0);
  });

  test.each([
    ['another nonce', { nonce: 'another' }, 'not what was asked for: unexpected ID Token "nonce"'],
    ['no nonce', { nonce: undefined }, 'not what was asked for: JWT "nonce"'],
    ['another issuer', { iss: 'https://cognito-idp.us-east-1.amazonaws.com/other' }, 'unexpected JWT "iss"'],
    ['another client', { aud: 'other' }, 'unexpected JWT "aud"'],
    ['an end that is past', { exp: 1_000_000_000 }, 'Is the clock of this computer right?'],
  ])('an ID token with %s lets nobody in', async (_, lies, words) => {
    identity.claim(lies);
    const page = await signIn(ACTOR);
    await page.getByText(words).waitFor();
    expect(desk.deployed.bearers.size).toBe(0);
    identity.claim({});
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('[data-tile]:focus').waitFor();
  });

  test('a service that does not answer is said so', async () => {
    opened = await openPage(browser, desk.url);
    const { page } = opened;
    await page.route(`${identity.origin}/token`, (route) => route.abort());
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('does not answer').waitFor();
  });

  test('a session that ends while somebody decides: signing in leads back, and the decision is sent', async () => {
    const page = await signIn(ACTOR);
    await page.locator('[data-tile]:focus').waitFor();
    identity.tokens.clear();
    await page.keyboard.press('x');
    await page.getByText('Sign in again: you come back to this page').waitFor();
    expect(await tileName(page, COPY)).toMatch(/^out/);
    expect(desk.log).toEqual([]);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('[data-tile]:focus').waitFor();
    expect(page.url()).toBe(desk.url + ACTOR);
    await vi.waitFor(() => expect(desk.decided(WAITING[0], COPY)).toBe(true), 6_000);
  });

  test('somebody in no group is told so, and sees nothing', async () => {
    desk.mood.role = undefined;
    const page = await signIn();
    await page.getByText('You may not come in').waitFor();
    expect(await page.getByText(WAITING[0]).count()).toBe(0);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${identity.origin}/logout**`);
    // The browser may ask for an icon afterwards.
    const left = identity.asked.findLast(({ pathname }) => pathname === '/logout');
    expect(left?.searchParams.get('logout_uri')).toBe(`${desk.url}/`);
  });

  test('signing out is in the settings', async () => {
    const page = await signIn();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${identity.origin}/logout**`);
  });
});
