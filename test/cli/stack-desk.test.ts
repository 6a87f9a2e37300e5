import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { s3Client } from '../../adapters/s3/client.ts';
import { DESK_OUTPUTS, OUTPUTS } from '../../core/deployed-names.ts';
import { frontSchema } from '../../core/desk/contract/front.ts';
import { localEndpoint } from '../support/endpoint.ts';
import { askEndpoint } from '../support/endpoint-environment.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { terminal } from '../support/terminal.ts';

const endpoint = await localEndpoint();
afterAll(() => endpoint?.stop());
askEndpoint(endpoint, 'us-east-1');

const PIPELINE = {
  [OUTPUTS.bucket]: 'cast',
  [OUTPUTS.prefix]: '-',
  [OUTPUTS.stateMachine]: 'arn:aws:states:us-east-1:123456789012:stateMachine:M',
  [OUTPUTS.decide]: 'decide',
};
const DESK = {
  [DESK_OUTPUTS.address]: 'https://d111.cloudfront.net',
  [DESK_OUTPUTS.pages]: 'desk-pages',
  [DESK_OUTPUTS.users]: 'us-east-1_abc',
  [DESK_OUTPUTS.client]: 'client-1',
  [DESK_OUTPUTS.signIn]: 'https://evencast-x.auth.us-east-1.amazoncognito.com',
};

function stackOf(StackName: string, outputs: Readonly<Record<string, string>>) {
  const TemplateBody = JSON.stringify({
    Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
    Outputs: Object.fromEntries(Object.entries(outputs).map(([name, Value]) => [name, { Value }])),
  });
  return new CloudFormationClient({}).send(new CreateStackCommand({ StackName, TemplateBody }));
}

describe.skipIf(endpoint === undefined)('evencast desk --stack, with the local endpoint (python3 with moto)', () => {
  const t = terminal({ cwd: temporaryFolder() });
  beforeAll(async () => {
    await stackOf('WithDesk', { ...PIPELINE, ...DESK });
    await stackOf('Without', PIPELINE);
    await s3Client().send(new CreateBucketCommand({ Bucket: 'desk-pages' }));
  });

  test('prints the address, and whom to ask for a way in', async () => {
    const { code, stdout, stderr } = await t.type('desk', '--stack', 'WithDesk', '--no-open');
    expect([code, stdout]).toEqual([0, 'https://d111.cloudfront.net\n']);
    expect(stderr).toContain('us-east-1_abc');
  });

  test('publishes the built pages: each as what it is, what leads to them last and never kept', async () => {
    const { code, stderr } = await t.type('desk', '--stack', 'WithDesk', '--publish', '--no-open');
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^Published \d+ files of the pages to desk-pages\./)]);
    const { Contents = [] } = await s3Client().send(new ListObjectsV2Command({ Bucket: 'desk-pages' }));
    const object = async (Key: string) => s3Client().send(new GetObjectCommand({ Bucket: 'desk-pages', Key }));
    const first = await object('index.html');
    expect([first.ContentType, first.CacheControl]).toEqual(['text/html; charset=utf-8', 'no-cache']);
    const script = Contents.find(({ Key = '' }) => /^assets\/.*\.js$/.test(Key))?.Key ?? '';
    const asset = await object(script);
    expect([asset.ContentType, asset.CacheControl]).toEqual([
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ]);
    const told = await object('desk.json');
    expect([told.ContentType, told.CacheControl]).toEqual(['application/json; charset=utf-8', 'no-cache']);
    expect(frontSchema.parse(JSON.parse((await told.Body?.transformToString()) ?? ''))).toEqual({
      schema: 1,
      mode: 'deployed',
      clientId: 'client-1',
      issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc',
      authorizeUrl: 'https://evencast-x.auth.us-east-1.amazoncognito.com/oauth2/authorize',
      tokenUrl: 'https://evencast-x.auth.us-east-1.amazoncognito.com/oauth2/token',
      logoutUrl: 'https://evencast-x.auth.us-east-1.amazoncognito.com/logout',
    });
  });

  test.each([
    [
      'a stack without a desk names the setting',
      ['--stack', 'Without'],
      /no review desk\. Set "aws": \{ "desk": \{ "enabled": true/,
    ],
    ['a stack that is not there', ['--stack', 'Nowhere'], /There is no stack Nowhere/],
    ['a folder beside a stack', ['./cast', '--stack', 'WithDesk'], /leave \.\/cast out/],
    ['pages of no stack', ['--publish'], /Name it with --stack NAME/],
  ])('%s', async (_, words, message) => {
    const { code, stderr } = await t.type('desk', ...words, '--no-open');
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  });
});
