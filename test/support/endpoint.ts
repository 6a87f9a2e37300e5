import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A stand-in for AWS on this machine. */
export interface Endpoint {
  readonly url: string;
  /** Its other door, for what AWS has no call for (test/endpoint/README.md). */
  readonly frontDoor: string;
  /** Whether it was started here, so that nothing in it outlives {@link Endpoint.stop}. */
  readonly isOwn: boolean;
  /** Ends it with all of its functions, where it was started here. */
  stop(): Promise<void>;
}

const PROJECT = resolve(import.meta.dirname, '../..');
const SERVE = resolve(PROJECT, 'test/endpoint/serve.py');
const LOCAL = /^http:\/\/127\.0\.0\.1:\d+\/?$/;
/** It listens within two seconds here; a busy machine takes longer. */
const STARTS_WITHIN_MS = 60_000;
const ENDS_WITHIN_MS = 5_000;

/**
 * The endpoint of `AWS_ENDPOINT_URL` where that is on this machine, else a new one (moto, test/endpoint);
 * `undefined` where moto is not installed. Call it once per test file, and `stop` it after.
 */
export async function localEndpoint(): Promise<Endpoint | undefined> {
  const given = process.env['AWS_ENDPOINT_URL'];
  if (given !== undefined && LOCAL.test(given))
    return { url: given, frontDoor: doorOf(given), isOwn: false, stop: async () => undefined };
  if (!hasMoto()) return undefined;
  const port = await freePort();
  const server = spawn('python3', [SERVE, '--project', PROJECT, '--port', `${port}`], { stdio: 'ignore' });
  const kill = () => void server.kill('SIGTERM');
  process.once('exit', kill);
  const url = `http://127.0.0.1:${port}`;
  await answering(server, url);
  return {
    url,
    frontDoor: doorOf(url),
    isOwn: true,
    stop: async () => {
      process.off('exit', kill);
      const ended = once(server, 'exit');
      kill();
      await Promise.race([ended, sleep(ENDS_WITHIN_MS, undefined, { ref: false })]);
      server.kill('SIGKILL');
    },
  };
}

/** Whether python3 has what the local endpoint is made from. */
export function hasMoto(): boolean {
  try {
    execFileSync('python3', ['-c', 'import moto.server'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function doorOf(url: string): string {
  const door = new URL(url);
  door.port = String(Number(door.port) + 1);
  return door.origin;
}

/** A port that is free with the one after it, which the endpoint's front door takes. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = await listenOnce(0);
    if (port !== undefined && (await listenOnce(port + 1)) !== undefined) return port;
  }
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}

async function answering(server: ChildProcess, url: string): Promise<void> {
  const giveUpAt = Date.now() + STARTS_WITHIN_MS;
  for (;;) {
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    if (server.exitCode !== null || Date.now() > giveUpAt)
      throw new Error(`The local endpoint did not come up on ${url}.`);
    await sleep(50);
  }
}
