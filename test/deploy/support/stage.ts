import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { ConfigInput } from '../../../core/config/config.ts';
import { OUTPUTS } from '../../../core/deployed-names.ts';
import { type Endpoint, hasMoto, localEndpoint } from '../../support/endpoint.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type Ended, terminal } from '../../support/terminal.ts';
import { SECRETS, type Vendors, vendors } from '../../support/vendors.ts';
import { type Bucket, bucketOf, IMAGES } from './bucket.ts';
import { type Cdk, cdkFor } from './cdk.ts';
import { type FrontDoor, frontDoorOf } from './front-door.ts';
import { type Machine, machineOf } from './machine.ts';
import { say } from './say.ts';

/** Whether there is anything to deploy to. */
export const CAN_DEPLOY = process.env['AWS_ENDPOINT_URL'] !== undefined || hasMoto();

/** Not the name that people give theirs. */
export const STACK = 'EvencastDeployTest';

/** A deployed pipeline and everything around it. */
export interface Stage {
  readonly cdk: Cdk;
  readonly outputs: Readonly<Record<string, string>>;
  readonly bucket: Bucket;
  readonly machine: Machine;
  readonly door: FrontDoor;
  readonly stand: Vendors;
  /** Types an `evencast` command about the stack. */
  type(...argv: readonly string[]): Promise<Ended>;
  /** Writes the configuration that the next deployment reads. */
  configure(config: ConfigInput): void;
  /** Puts the vendors' keys into the secrets of the stack. */
  putKeys(): Promise<void>;
  /** Remembers the images as they are now. */
  remember(): Promise<void>;
  /** The images that were remembered: ETags by key. */
  start(): ReadonlyMap<string, string>;
  /** Leaves nothing behind. */
  leave(): Promise<void>;
}

/** What an endpoint on this machine takes for an account. */
const LOCAL_ACCOUNT = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-west-1',
  AWS_DEFAULT_REGION: 'us-west-1',
  CDK_DEFAULT_ACCOUNT: '123456789012',
  CDK_DEFAULT_REGION: 'us-west-1',
  CDK_DISABLE_CLI_TELEMETRY: 'true',
};

/**
 * Starts the stand-ins and, where there is none, the endpoint, and deploys a pipeline without a setting.
 *
 * @throws Error where AWS_ENDPOINT_URL names something that is not on this machine: the functions could not reach the stand-ins.
 */
export async function stage(): Promise<Stage> {
  say('starts the endpoint and the stand-ins of both vendors');
  const [endpoint, stand] = await Promise.all([localEndpoint(), vendors()]);
  if (endpoint === undefined)
    throw new Error('AWS_ENDPOINT_URL is not on this machine, and python3 has no moto[server].');
  Object.assign(process.env, LOCAL_ACCOUNT, { AWS_ENDPOINT_URL: endpoint.url });
  const door = frontDoorOf(endpoint.frontDoor);
  for (const name of ['OPENAI_BASE_URL', 'REPLICATE_BASE_URL']) await door.setEnv(name, stand.env[name] ?? '');

  const folder = temporaryFolder();
  const cwd = join(folder, 'work');
  mkdirSync(cwd);
  const config = join(cwd, 'evencast.config.jsonc');
  const configure = (next: ConfigInput) => writeFileSync(config, JSON.stringify(next));
  configure({});
  const cdk = cdkFor(STACK, folder, config);
  const outputs = await firstDeployment(cdk);

  const bucket = bucketOf(outputs[OUTPUTS.bucket] ?? '');
  const person = terminal({
    cwd,
    clock: { now: Date.now, sleep: (ms, signal) => sleep(ms / 10, undefined, { signal }) },
  });
  let remembered: ReadonlyMap<string, string> = new Map();
  return {
    cdk,
    outputs,
    bucket,
    machine: machineOf(outputs[OUTPUTS.stateMachine] ?? ''),
    door,
    stand,
    type: (...argv) => person.type(...argv, '--stack', STACK),
    configure,
    putKeys: () => putKeys(outputs),
    remember: async () => {
      remembered = await bucket.under(IMAGES);
    },
    start: () => remembered,
    leave: () => leave(endpoint, stand, cdk, bucket),
  };
}

async function firstDeployment(cdk: Cdk): Promise<Stage['outputs']> {
  say('cdk bootstrap');
  const { code, said } = await cdk.bootstrap();
  if (code !== 0) throw new Error(`cdk bootstrap failed:\n${said}`);
  say('cdk deploy, without a setting');
  return cdk.deploy();
}

async function putKeys(outputs: Stage['outputs']): Promise<void> {
  const client = new SecretsManagerClient({});
  for (const [output, key] of [
    [OUTPUTS.openaiSecret, SECRETS[0]],
    [OUTPUTS.replicateSecret, SECRETS[1]],
  ] as const) {
    const SecretId = outputs[output];
    await client.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify({ key }) }));
    await client.send(new GetSecretValueCommand({ SecretId }));
  }
}

async function leave(endpoint: Endpoint, stand: Vendors, cdk: Cdk, bucket: Bucket): Promise<void> {
  say('leaves nothing behind');
  try {
    if (!endpoint.isOwn) {
      await cdk.destroy();
      await bucket.destroy();
    }
  } finally {
    await endpoint.stop();
    await stand.close();
  }
}
