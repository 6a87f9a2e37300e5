import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as realSleep } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { deployedDesk } from '../../adapters/desk/deployed-desk.ts';
import { behindHttpApi } from '../../adapters/desk/http-api.ts';
import { signedLinks } from '../../adapters/desk/signed-links.ts';
import { stackDecider } from '../../adapters/stack/stack-decider.ts';
import { decideInputSchema, decideOutputSchema } from '../../core/contract.ts';
import { isEvencastError } from '../../core/errors.ts';
import { restoreImage } from '../../core/manifest/set-images.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { pastRun } from '../../core/records/run-history.ts';
import { decide } from '../../lambdas/decide/task.ts';
import { loadConfig } from '../../local/config-file.ts';
import { isGone, newHolder } from '../../local/holder.ts';
import { openWorld, openWorldOf } from '../../local/open-world.ts';
import { rememberLastPlace } from '../../local/places/last-place.ts';
import type { Answered, Asked } from './ask.ts';
import { DESK_CONFIG, type OpenDeskStand } from './desk-stand.ts';
import { visitorOver } from './desk-visitor.ts';
import { apiEvent, type Claims, fromApi } from './http-api.ts';
import { machineStandIn } from './machine-stand-in.ts';
import { writeCast } from './small-cast.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { vendors } from './vendors.ts';

/** Where the pages of the deployed desk would be. */
export const ADDRESS = 'https://d111.cloudfront.net';
const CLAIMS: Claims = { sub: 'f3c1', username: 'kim', 'cognito:groups': '[viewer approver]' };
const BUCKET = 'cast';

/** A clock that goes on by itself, and that can be moved as well; whoever sleeps long is woken soon. */
function movedClock(): Clock {
  const begun = Date.now();
  let moved = Date.UTC(2026, 10, 1, 12) - begun;
  return {
    now: () => Date.now() + moved,
    async sleep(ms, signal) {
      await realSleep(Math.min(ms, 20), undefined, { signal });
      moved += ms;
    },
  };
}

/**
 * The deployed desk over a folder: the function's app behind events as the HTTP API makes them, with the state machine, the
 * decide function and S3's side of signed links stood in for. Not its HTTP: that is AWS's.
 */
export const lambdaDeskStand: OpenDeskStand = async (cast) => {
  const stand = await vendors();
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'evencast.config.jsonc'), DESK_CONFIG);
  const folder = writeCast(cast);
  await rememberLastPlace(cwd, { where: folder, run: '', output: 'out' });
  const clock = movedClock();
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
  const client = new S3Client({ region: 'us-west-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  const linker = signedLinks(client, { bucket: BUCKET, prefix: 'lead/' }, clock);
  const open = () =>
    behindHttpApi(
      deployedDesk({
        ...world,
        isGone,
        config,
        env,
        executions: machine,
        decider,
        linker,
        address: ADDRESS,
        stack: 'Evencast',
        version: '1.2.3-test',
        onBug: () => undefined,
      }),
    );
  let answer = open();
  const send = async (asked: Asked) =>
    asked.path.startsWith('https:') ? opened(world.store, asked.path) : fromApi(await answer(apiEvent(asked, CLAIMS)));
  return {
    folder,
    cwd,
    env: { ...env },
    address: ADDRESS,
    newEntry: () => '/',
    visit: () => visitorOver(send, { origin: ADDRESS, 'sec-fetch-site': 'same-origin' }),
    pass: (ms) => clock.sleep(ms),
    async idle() {
      await machine.idle();
      // What the desk has looked at holds for a second.
      await clock.sleep(2000);
    },
    async restart() {
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
};

/** What S3 answers to a signed link. */
async function opened(store: ObjectStore, href: string): Promise<Answered> {
  const { hostname, pathname, searchParams } = new URL(href);
  const key = decodeURIComponent(pathname).replace(/^\/lead\//, '');
  const found = await store.get(key).catch((error: unknown) => {
    if (isEvencastError(error, 'NotFound')) return undefined;
    throw error;
  });
  const isSigned = hostname === `${BUCKET}.s3.us-west-1.amazonaws.com` && searchParams.has('X-Amz-Signature');
  const bytes = found?.body ?? new Uint8Array();
  const text = new TextDecoder().decode(bytes);
  const headers = { 'content-type': searchParams.get('response-content-type') ?? '' };
  return { status: isSigned && found !== undefined ? 200 : 403, headers, bytes, text, json: () => JSON.parse(text) };
}
