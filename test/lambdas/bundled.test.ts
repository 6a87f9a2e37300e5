import { randomUUID } from 'node:crypto';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { s3Client } from '../../adapters/s3/client.ts';
import { s3ObjectStore } from '../../adapters/s3/object-store.ts';
import { CONFIG_FILE, ENVIRONMENT } from '../../core/deployed-names.ts';
import { deskActorSchema } from '../../core/desk/contract/actor.ts';
import { pictureLinksSchema } from '../../core/desk/contract/pictures.ts';
import { bundledFunction } from '../support/bundled-function.ts';
import { localEndpoint } from '../support/endpoint.ts';
import { askEndpoint } from '../support/endpoint-environment.ts';
import { apiEvent, type Claims, fromApi } from '../support/http-api.ts';
import { colouredFiles } from '../support/small-cast.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { vendors } from '../support/vendors.ts';

const endpoint = await localEndpoint();
const stands = await vendors();
const folder = temporaryFolder();
afterAll(async () => {
  await endpoint?.stop();
  await stands.close();
});
symlinkSync(resolve(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));
writeFileSync(join(folder, CONFIG_FILE), '{}');

const bucket = `evencast-test-${randomUUID()}`;
askEndpoint(endpoint, 'us-east-1');
Object.assign(process.env, {
  LAMBDA_TASK_ROOT: folder,
  OPENAI_BASE_URL: stands.vision.url,
  [ENVIRONMENT.bucket]: bucket,
  [ENVIRONMENT.prefix]: 'lead/',
  [ENVIRONMENT.stack]: 'Evencast',
  [ENVIRONMENT.openaiSecret]: 'evencast/openai',
  [ENVIRONMENT.stateMachine]: 'arn:aws:states:us-east-1:123456789012:stateMachine:Evencast',
  [ENVIRONMENT.decideFunction]: 'decide',
  [ENVIRONMENT.deskAddress]: 'https://d111.cloudfront.net',
  [ENVIRONMENT.approvalTopic]: 'arn:aws:sns:us-east-1:123456789012:decisions',
});
for (const level of ['info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);

describe.skipIf(endpoint === undefined)('with the local endpoint (python3 with moto)', () => {
  test('the functions work as they are bundled: keys, vendors, codec and records, up to a decision', async () => {
    const store = s3ObjectStore(s3Client({}), { bucket, prefix: 'lead/' });
    await s3Client({}).send(new CreateBucketCommand({ Bucket: bucket }));
    await new SNSClient({}).send(new CreateTopicCommand({ Name: 'decisions' }));
    const secret = { Name: 'evencast/openai', SecretString: '{"key":"sk-test-key"}' };
    await new SecretsManagerClient({}).send(new CreateSecretCommand(secret));
    for (const [file, body] of Object.entries(await colouredFiles(6)))
      await store.put(`custom-actors/ada/training_data/${file}`, body);
    const json = async (key: string) => JSON.parse(new TextDecoder().decode((await store.get(key)).body));
    const call = async (name: string, event: unknown) => (await bundledFunction(name, folder))(event);

    const request = { mode: 'execute' };
    await call('prepare', { execution: 'r1', startedAt: '2026-11-22T12:00:00.000Z', request });
    expect((await json('balancing/runs/r1/run.json')).judge).toMatchObject({
      signatures: [{ name: 'openai', model: 'gpt-4.1-mini' }, { name: 'openai' }],
      why: 'the secret evencast/openai holds a key',
    });
    for (const step of ['composite', 'evaluate', 'plan']) await call(step, { run: 'r1', actor: 'ada' });
    expect(await json('balancing/runs/r1/actors/ada/result.json')).toMatchObject({
      status: 'planned',
      // A sheet, and then what would leave, alone.
      usage: { calls: 2 },
    });
    expect(stands.vision.requests.every(({ hasKey }) => hasKey)).toBe(true);
    expect(await call('review', { run: 'r1' })).toMatchObject({ next: 'ask' });
    await call('request-approval', { run: 'r1', token: 'a token' });
    const { planHash } = await json('balancing/runs/r1/approval.json');
    await new SFNClient({}).send(
      new CreateStateMachineCommand({
        name: 'Evencast',
        definition: '{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}',
        roleArn: 'arn:aws:iam::123456789012:role/r',
      }),
    );
    const desk = async (path: string, claims?: Claims) => fromApi(await call('desk', apiEvent({ path }, claims)));
    const lee = { sub: 's', username: 'lee', 'cognito:groups': '[viewer]' };
    expect((await desk('/api/session')).status).toBe(401);
    expect((await desk('/api/session', lee)).json()).toMatchObject({ mode: 'deployed', user: 'lee', role: 'viewer' });
    const ada = deskActorSchema.parse((await desk('/api/actors/ada', lee)).json());
    const { links } = pictureLinksSchema.parse(
      (await desk(`/api/pictures?of=320/${ada.pictures[0]?.sha256}`, lee)).json(),
    );
    const picture = await fetch(links[0]?.href ?? '');
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    // Its token is none that the endpoint knows: a wait that is over is fine.
    const decision = { run: 'r1', state: 'approved', by: 'kim', planHash };
    expect(await call('decide', decision)).toMatchObject({ kind: 'decided', won: true });
    expect(await call('take-decision', { run: 'r1' })).toMatchObject({ outcome: 'approved' });
    expect(await call('report', { run: 'r1' })).toMatchObject({ run: 'r1', review: { planHash } });
  });
});
