import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { EvencastError } from '../../core/errors.ts';
import type { OpenedDesk } from './open-desk.ts';

/** Loopback, and nothing else: nobody but this machine reaches the desk. */
const HOST = '127.0.0.1';
const HOST_6 = '::1';
/** Where the desk is unless told: always the same, so that a browser finds again what it kept. */
const USUAL_PORT = 4770;

/** A desk that listens. */
export interface ServedDesk {
  /** `http://127.0.0.1:<port>`. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Has a desk listen on loopback: on 127.0.0.1, and on ::1 at the same port where the machine has it, so that `localhost` leads
 * here whichever of the two a browser takes.
 *
 * @param port the usual one where it is left out, or any free one where that is taken.
 * @throws InvalidRequest for a port that is taken or not allowed.
 */
export async function serveDesk({ app, keeper }: OpenedDesk, port?: number): Promise<ServedDesk> {
  const first = await listen(app, HOST, port ?? USUAL_PORT).catch((cause: unknown) => {
    if (port === undefined) return listen(app, HOST, 0);
    const words = `The desk cannot listen on port ${port}. Name another with --port, or none.`;
    throw new EvencastError('InvalidRequest', words, { cause });
  });
  // Missing, or somebody else's at this port: the address that is told is the other one.
  const second = await listen(app, HOST_6, first.port).catch(() => undefined);
  return {
    address: `http://${HOST}:${first.port}`,
    async close() {
      await Promise.all([first.close(), second?.close()]);
      await keeper.close();
    },
  };
}

/** One address that is listened on. */
interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

async function listen(app: OpenedDesk['app'], hostname: string, wanted: number): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch, hostname });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, hostname, () => {
      server.off('error', reject);
      resolve();
    });
  });
  // A listening TCP server's address is an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
