import { describe, expect, test } from 'vitest';
import { cognitoGate } from '../../../adapters/desk/cognito-gate.ts';

const ADDRESS = 'https://d111.cloudfront.net';
const gate = cognitoGate(ADDRESS);
const request = (headers: Record<string, string> = {}) => new Request(`${ADDRESS}/api/session`, { headers });
const around = (claims: Record<string, unknown>) => ({ requestContext: { authorizer: { jwt: { claims } } } });
const who = (claims: Record<string, unknown>) => gate.person(request(), around({ sub: 's-1', ...claims }));

describe('who may come to the deployed desk', () => {
  test.each([
    ['[viewer]', 'viewer'],
    ['[viewer approver]', 'approver'],
    ['[approver viewer reviewer]', 'approver'],
    ['[reviewer, viewer]', 'reviewer'],
    ['reviewer', 'reviewer'],
    [['viewer', 'reviewer'], 'reviewer'],
    ['[staff viewer eu-west-1_Google]', 'viewer'],
  ])('of the groups %j the highest counts: %s', async (groups, role) => {
    expect(await who({ username: 'kim', 'cognito:groups': groups })).toEqual({ user: 'kim', role });
  });

  test.each([
    ['no group', {}],
    ['an empty list', { 'cognito:groups': '[]' }],
    ['groups of something else', { 'cognito:groups': '[staff admins]' }],
    ['a name that only begins like one', { 'cognito:groups': '[approvers not-viewer Approver]' }],
  ])('with %s nobody is let in, and hears why', async (_, claims) => {
    const { refused } = (await who({ username: 'kim', ...claims })) as { refused: { error: string; message: string } };
    expect(refused.error).toBe('NotYours');
    expect(refused.message).toContain('signed in as kim, but in none of the groups viewer, reviewer, approver');
  });

  test.each([
    ['the user name', { username: 'kim', email: 'k@example.com' }, 'kim'],
    ['that of an identity token', { 'cognito:username': 'kim', email: 'k@example.com' }, 'kim'],
    ['else the address', { email: 'k@example.com' }, 'k@example.com'],
    ['else the id', {}, 's-1'],
  ])('a person is called by %s', async (_, claims, user) => {
    expect(await who({ ...claims, 'cognito:groups': '[viewer]' })).toEqual({ user, role: 'viewer' });
  });

  test('what a client writes into headers is nobody’s word: without the authorizer’s claims there is no person', async () => {
    const forged = request({
      authorization: `Bearer ${btoa('{"alg":"none"}')}.${btoa('{"cognito:groups":["approver"],"sub":"x"}')}.`,
      'x-amzn-request-context': JSON.stringify(around({ sub: 'x', 'cognito:groups': '[approver]' }).requestContext),
      'cognito-groups': '[approver]',
      'x-user': 'kim',
    });
    for (const nothing of [undefined, {}, { requestContext: {} }, around({})])
      expect(await gate.person(forged, nothing)).toMatchObject({ refused: { error: 'SessionEnded' } });
    expect(await gate.person(forged, around({ sub: 's', username: 'lee', 'cognito:groups': '[viewer]' }))).toEqual({
      user: 'lee',
      role: 'viewer',
    });
  });

  test.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['the same host without TLS', { origin: 'http://d111.cloudfront.net' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
  ])('%s is refused before anything else', (_, headers) => {
    expect(gate.admit(request(headers))).toMatchObject({ refused: { error: 'WrongOrigin' } });
  });

  test('its own pages, and programs that send no origin, are let through', () => {
    for (const headers of [{}, { origin: ADDRESS, 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }])
      expect(gate.admit(request(headers))).toBeUndefined();
  });
});
