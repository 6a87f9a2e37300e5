import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { EvencastError } from '../../core/errors.ts';
import type { OpenedDesk } from './open-desk.ts';

/** Loopback, and nothing else: nobody but this machine reaches the desk. */
const HOST = '127.0.0.1';
/** Where the desk is unless told: always the same, so that a browser finds again what it kept. */
const USUAL_PORT = 4770;

/** A desk that listens. */
export interface ServedDesk {
  /** `http://127.0.0.1:<port>`. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Has a desk listen on loopback.
 *
 * @param port the usual one where it is left out, or any free one where that is taken.
 * @throws InvalidRequest for a port that is taken or not allowed.
 */
export async function serveDesk({ app, keeper }: OpenedDesk, port?: number): Promise<ServedDesk> {
  const server = createAdaptorServer({ fetch: app.fetch, hostname: HOST });
  const listen = (wanted: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(wanted, HOST, () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(port ?? USUAL_PORT).catch(async (cause: unknown) => {
    if (port === undefined) return listen(0);
    const words = `The desk cannot listen on port ${port}. Name another with --port, or none.`;
    throw new EvencastError('InvalidRequest', words, { cause });
  });
  // A listening TCP server's address is an AddressInfo.
  const { port: taken } = server.address() as AddressInfo;
  return {
    address: `http://${HOST}:${taken}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      await keeper.close();
    },
  };
}
