import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as realSleep } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { deployedDesk } from '../../adapters/desk/deployed-desk.ts';
import { behindHttpApi } from '../../adapters/desk/http-api.ts';
import { signedLinks } from '../../adapters/desk/signed-links.ts';
import { stackDecider } from '../../adapters/stack/stack-decider.ts';
import { decideInputSchema, decideOutputSchema } from '../../core/contract.ts';
import { restoreImage } from '../../core/manifest/set-images.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { pastRun } from '../../core/records/run-history.ts';
import { decide } from '../../lambdas/decide/task.ts';
import { loadConfig } from '../../local/config-file.ts';
import { isGone, newHolder } from '../../local/holder.ts';
import { openWorld, openWorldOf } from '../../local/open-world.ts';
import { rememberLastPlace } from '../../local/places/last-place.ts';
import type { Asked } from './ask.ts';
import { DESK_CONFIG, type DeskStand, type OpenDeskStand } from './desk-stand.ts';
import { visitorOver } from './desk-visitor.ts';
import type { BehindDoor } from './front-door.ts';
import { apiEvent, type Claims, fromApi } from './http-api.ts';
import { machineStandIn } from './machine-stand-in.ts';
import { signedBucket } from './signed-bucket.ts';
import { type Files, writeCast } from './small-cast.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { vendors } from './vendors.ts';

/** Where the pages of the deployed desk would be. */
export const ADDRESS = 'https://d111.cloudfront.net';
/** Whoever is signed in there. */
export const CLAIMS: Claims = { sub: 'f3c1', username: 'kim', 'cognito:groups': '[viewer approver]' };
const BUCKET = 'cast';
const PREFIX = 'lead/';

/** A clock that goes on by itself, and that can be moved as well; whoever sleeps long is woken soon. */
function movedClock(start: number): Clock {
  let moved = start - Date.now();
  return {
    now: () => Date.now() + moved,
    async sleep(ms, signal) {
      await realSleep(Math.min(ms, 20), undefined, { signal });
      moved += ms;
    },
  };
}

/** Where a deployed desk is to be had. */
interface DeskPlace {
  /** Of its pages. */
  readonly address: string;
  /** Where its bucket answers; AWS's own unless told. */
  readonly endpoint?: string;
  /** What time it is there at first, in ms; 1 November 2026, 12:00 UTC, unless told. */
  readonly start?: number;
}

/** A deployed desk and what stands beside its function. */
export interface LambdaDesk extends BehindDoor {
  readonly stand: DeskStand;
}

/** {@link lambdaDesk} without HTTP before it. */
export const lambdaDeskStand: OpenDeskStand = async (cast) => (await lambdaDesk(cast, { address: ADDRESS })).stand;

/**
 * The deployed desk over a folder: the function's app behind events as the HTTP API makes them, with the state machine, the
 * decide function and S3's side of signed links stood in for. Not its HTTP: that is AWS's.
 */
export async function lambdaDesk(
  cast: Readonly<Record<string, Files>>,
  { address, endpoint, start = Date.UTC(2026, 10, 1, 12) }: DeskPlace,
): Promise<LambdaDesk> {
  const stand = await vendors();
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'evencast.config.jsonc'), DESK_CONFIG);
  const folder = writeCast(cast);
  await rememberLastPlace(cwd, { where: folder, run: '', output: 'out' });
  const clock = movedClock(start);
  const { env } = stand;
  const { config } = await loadConfig(cwd, undefined);
  const place = { where: folder, state: undefined, cwd, env, clock };
  const { world } = await openWorld({ ...place, config, judge: undefined, maker: undefined });
  const worldOf = async (run: string | undefined) =>
    run === undefined ? world : (await openWorldOf((await pastRun(world, run)).record, place)).world;
  const machine = machineStandIn(worldOf, { cwd, output: 'out' });
  const decider = stackDecider('decide', async (_name, sent) => {
    const input = decideInputSchema.parse(JSON.parse(JSON.stringify(sent)));
    const answer = await decide(
      input,
      { ...world, waiting: { end: async () => undefined } },
      new AbortController().signal,
    );
    if (answer.kind === 'decided') machine.wake(input.run);
    return decideOutputSchema.parse(JSON.parse(JSON.stringify(answer)));
  });
  const client = new S3Client({
    region: 'us-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
  });
  const bucket = signedBucket(world.store, signedLinks(client, { bucket: BUCKET, prefix: PREFIX }, clock));
  const open = () =>
    behindHttpApi(
      deployedDesk({
        ...world,
        isGone,
        config,
        env,
        executions: machine,
        decider,
        linker: bucket,
        address,
        stack: 'Evencast',
        version: '1.2.3-test',
        onBug: () => undefined,
      }),
    );
  let answer = open();
  const send = async (asked: Asked) =>
    /^https?:/.test(asked.path) ? bucket.opened(asked.path) : fromApi(await answer(apiEvent(asked, CLAIMS)));
  const deskStand: DeskStand = {
    folder,
    cwd,
    env: { ...env },
    address,
    newEntry: () => '/',
    visit: () => visitorOver(send, { origin: address, 'sec-fetch-site': 'same-origin' }),
    pass: (ms) => clock.sleep(ms),
    async idle() {
      await machine.idle();
      // What the desk has looked at holds for a second.
      await clock.sleep(2000);
    },
    async restart(between) {
      await between?.();
      answer = open();
    },
    async close() {
      await machine.idle();
      await stand.close();
    },
    isFollowed: false,
    endsSessions: false,
    async putBack(visitor, actor, file) {
      const { message } = await visitor.refused('restore', { body: { actor, file } });
      if (!message.includes('npx evencast restore --stack Evencast ')) throw new Error(`no command in: ${message}`);
      return (await restoreImage(world, newHolder(), { actor, image: file })).run;
    },
  };
  return { stand: deskStand, answer: (event) => answer(event), opened: bucket.opened };
}
