import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, describe, expect, test } from 'vitest';
import { snsClient } from '../../../adapters/approval/sns-client.ts';
import { snsDesk } from '../../../adapters/approval/sns-desk.ts';
import { keyIn, secretsManager } from '../../../adapters/secrets/read-secret.ts';
import type { ApprovalCall } from '../../../core/ports/approval-desk.ts';
import { totalsOf } from '../../../core/report/totals.ts';
import { localEndpoint } from '../../support/endpoint.ts';
import { askEndpoint } from '../../support/endpoint-environment.ts';

const endpoint = await localEndpoint();
afterAll(() => endpoint?.stop());

askEndpoint(endpoint, 'us-west-1');

const call: ApprovalCall = {
  approval: {
    schema: 1,
    run: 'r1',
    planHash: 'abc',
    state: 'pending',
    requestedAt: '2026-11-22T12:00:00.000Z',
    expiresAt: '2026-11-25T12:00:00.000Z',
    scope: {},
  },
  totals: totalsOf([]),
  place: 's3://cast',
  budgetUsd: 25,
};

describe.skipIf(endpoint === undefined)('with the local endpoint (python3 with moto)', () => {
  test.each([
    ['the bare key', 'sk-1', 'sk-1'],
    ['JSON as the stack writes it', '{"key":"sk-2"}', 'sk-2'],
    ['JSON without a key yet', '{"key":""}', ''],
  ])('a secret that holds %s', async (what, SecretString, key) => {
    const name = `evencast/${what.replaceAll(' ', '-')}`;
    const { ARN } = await new SecretsManagerClient({}).send(new CreateSecretCommand({ Name: name, SecretString }));
    for (const id of [name, ARN ?? '']) expect(keyIn(await secretsManager()(id), id)).toBe(key);
  });

  test('a secret without a value, and one that is not there, hold no key', async () => {
    await new SecretsManagerClient({}).send(new CreateSecretCommand({ Name: 'evencast/empty' }));
    for (const name of ['evencast/empty', 'evencast/nowhere']) expect(await secretsManager()(name)).toBe('');
  });

  test('those who decide are told by the topic', async () => {
    const { TopicArn = '' } = await new SNSClient({}).send(new CreateTopicCommand({ Name: 'decisions' }));
    const desk = snsDesk(snsClient(), { topic: TopicArn, stack: 'Evencast' });
    await expect(desk.call(call, new AbortController().signal)).resolves.toBeUndefined();
  });

  test('a topic that is not there is an error: a run must not wait unheard', async () => {
    const topic = 'arn:aws:sns:us-west-1:123456789012:nowhere';
    const desk = snsDesk(snsClient(), { topic, stack: 'Evencast' });
    await expect(desk.call(call, new AbortController().signal)).rejects.toThrow();
  });
});
