import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { deskApp } from '../../adapters/desk/desk-app.ts';
import { localGate } from '../../adapters/desk/local-gate.ts';
import { pageFiles } from '../../adapters/desk/page-files.ts';
import { deskActions } from '../../core/desk/desk-actions.ts';
import { pagePolicy } from '../../core/desk/policy.ts';
import { deskOver } from '../desk-index.ts';

const PAGES = join(import.meta.dirname, '../../web/dist');

/** A desk over a large cast in memory, served as `evencast desk` serves one. */
export interface LargeDesk {
  readonly address: string;
  newEntry(): string;
  close(): Promise<void>;
}

/** Serves the pages, which must be built, over so many made-up actors on any free port. */
export async function largeDesk(actors: number, pagesIn = PAGES): Promise<LargeDesk> {
  const world = await deskOver(actors);
  const gate = localGate({ person: { user: 'ada', role: 'approver' }, clock: world.clock });
  const pages = await pageFiles(pagesIn);
  const onBug = (error: unknown) => {
    throw error;
  };
  const front = { schema: 1, mode: 'local' } as const;
  const app = deskApp({ actions: deskActions(world), gate, policy: pagePolicy(), pages, front, onBug });
  const server = createAdaptorServer({ fetch: app.fetch, hostname: '127.0.0.1' });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // A listening TCP server's address is an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    newEntry: () => gate.newEntry(),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
