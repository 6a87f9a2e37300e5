import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { deskApp } from '../../adapters/desk/desk-app.ts';
import type { DeskGate } from '../../adapters/desk/gate.ts';
import { localGate } from '../../adapters/desk/local-gate.ts';
import { pageFiles } from '../../adapters/desk/page-files.ts';
import type { Front } from '../../core/desk/contract/front.ts';
import { deskActions } from '../../core/desk/desk-actions.ts';
import { pagePolicy } from '../../core/desk/policy.ts';
import { refuse } from '../../core/desk/refuse.ts';
import type { IdentityServer } from '../../test/support/identity-server.ts';
import { deskOver } from '../desk-index.ts';

const PAGES = join(import.meta.dirname, '../../web/dist');
const PERSON = { user: 'ada', role: 'approver' } as const;

/** A desk over a large cast in memory, served over HTTP. */
export interface LargeDesk {
  readonly address: string;
  close(): Promise<void>;
}

/** Serves the pages, which must be built, over so many made-up actors as `evencast desk` does. `newEntry` lets one in. */
export async function largeDesk(actors: number): Promise<LargeDesk & { newEntry(): string }> {
  const gate = localGate({ person: PERSON, clock: { now: Date.now, sleep: async () => undefined } });
  const { fetch } = await appOver(actors, { gate, front: { schema: 1, mode: 'local' } });
  return { ...(await serve(fetch)), newEntry: () => gate.newEntry() };
}

/**
 * The same as a deployed desk: people sign in at `identity`, each call shows a token, and everything is compressed on its way as
 * CloudFront does it. Not TLS, not HTTP/2 and not Lambda: these are AWS's.
 */
export async function largeDeployedDesk(actors: number, identity: IdentityServer): Promise<LargeDesk> {
  const gate: DeskGate = {
    admit: () => undefined,
    person: async ({ headers }) =>
      identity.tokens.has((headers.get('authorization') ?? '').replace(/^Bearer /, ''))
        ? PERSON
        : refuse('SessionEnded', 'You are not signed in.'),
    writeToken: () => '',
    mayWrite: () => true,
  };
  const app = await appOver(actors, { gate, front: identity.front });
  const outer = new Hono();
  outer.use('*', compress());
  outer.all('*', async ({ req }) => {
    const answer = await app.fetch(req.raw);
    // The server of the pages is a bucket, which knows nothing of what they ask for.
    answer.headers.delete('link');
    return answer;
  });
  return serve(outer.fetch);
}

async function appOver(actors: number, { gate, front }: { readonly gate: DeskGate; readonly front: Front }) {
  const world = await deskOver(actors);
  const onBug = (error: unknown) => {
    throw error;
  };
  const policy = pagePolicy(front.mode === 'local' ? {} : { signIn: front.issuer });
  return deskApp({ actions: deskActions(world), gate, policy, pages: await pageFiles(PAGES), front, onBug });
}

async function serve(fetch: Hono['fetch']): Promise<LargeDesk> {
  const server = createAdaptorServer({ fetch, hostname: '127.0.0.1' });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // A listening TCP server's address is an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
