import { SFNClient } from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, test } from 'vitest';
import { sfnClient } from '../../../adapters/sfn/client.ts';
import { sfnRunStarter } from '../../../adapters/sfn/run-starter.ts';
import { sfnWaitingTask } from '../../../adapters/sfn/waiting-task.ts';
import { jsonService } from '../../support/json-service.ts';

const TOKEN = 'AAAA-task-token';
const MACHINE = 'arn:aws:states:us-west-1:123456789012:stateMachine:evencast';

beforeEach(() => {
  // A real account's keys must not be what a test signs with, even to 127.0.0.1.
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_SESSION_TOKEN: '' });
});

/** A service that answers so, and a client for it that does not try again. */
async function service(status: number, answer: object) {
  const made = await jsonService(status, answer);
  return { ...made, client: new SFNClient({ region: 'us-west-1', endpoint: made.url, maxAttempts: 1 }) };
}

test('the endpoint of the environment is where the functions’ client goes', async () => {
  const { url, asked } = await jsonService(200, {});
  process.env['AWS_ENDPOINT_URL'] = url;
  process.env['AWS_REGION'] = 'us-west-1';
  await sfnWaitingTask(sfnClient()).end(TOKEN);
  delete process.env['AWS_ENDPOINT_URL'];
  expect(asked.map(({ operation }) => operation)).toEqual(['SendTaskSuccess']);
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ taskToken: TOKEN, output: '{}' });
});

describe('a wait is ended', () => {
  test.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])(
    'one that is over already is fine: %s',
    async (type) => {
      const { client } = await service(400, { __type: type, message: `No task ${TOKEN}` });
      await expect(sfnWaitingTask(client).end(TOKEN)).resolves.toBeUndefined();
    },
  );

  test.each([
    [400, 'ThrottlingException', 'RateLimited'],
    [400, 'AccessDeniedException', 'AccessDenied'],
    [500, 'InternalFailure', 'StoreUnavailable'],
    [503, 'ServiceUnavailable', 'StoreUnavailable'],
  ])('%i %s is %s, and the token stands in no message', async (status, type, name) => {
    const { client } = await service(status, { __type: type, message: `Not with ${TOKEN}` });
    await expect(sfnWaitingTask(client).end(TOKEN)).rejects.toMatchObject({
      name,
      message: expect.not.stringContaining(TOKEN),
    });
  });

  test('a server that is not there is worth another try', async () => {
    const client = new SFNClient({ region: 'us-west-1', endpoint: 'http://127.0.0.1:1', maxAttempts: 1 });
    await expect(sfnWaitingTask(client).end(TOKEN)).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });

  test('a call that is given up rejects with the signal’s reason', async () => {
    const { client } = await service(200, {});
    const signal = AbortSignal.abort(new Error('given up'));
    await expect(sfnWaitingTask(client).end(TOKEN, { signal })).rejects.toThrow('given up');
  });
});

describe('a run is started', () => {
  test('under its name, with its request', async () => {
    const { client, asked } = await service(200, { executionArn: 'arn', startDate: 1 });
    await sfnRunStarter(client, MACHINE).start('uploads-1', { actors: ['ada'] });
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      stateMachineArn: MACHINE,
      name: 'uploads-1',
      input: '{"actors":["ada"]}',
    });
  });

  test('one that was started under this name before is that run', async () => {
    const { client } = await service(400, { __type: 'ExecutionAlreadyExists', message: 'It exists' });
    await expect(sfnRunStarter(client, MACHINE).start('uploads-1', {})).resolves.toBeUndefined();
  });

  test('what nobody expected keeps its name', async () => {
    const { client } = await service(400, { __type: 'StateMachineDoesNotExist', message: 'None' });
    await expect(sfnRunStarter(client, MACHINE).start('uploads-1', {})).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
  });
});
