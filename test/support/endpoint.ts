import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A stand-in for AWS on this machine. */
export interface Endpoint {
  readonly url: string;
  /** Ends it, where it was started here. */
  stop(): void;
}

const PROJECT = resolve(import.meta.dirname, '../..');
const SERVE = resolve(PROJECT, 'test/endpoint/serve.py');
const LOCAL = /^http:\/\/127\.0\.0\.1:\d+\/?$/;
/** It listens within two seconds here; a busy machine takes longer. */
const STARTS_WITHIN_MS = 60_000;

/**
 * The endpoint of `AWS_ENDPOINT_URL` where that is on this machine, else a new one (moto, test/endpoint);
 * `undefined` where moto is not installed. Call it once per test file, and `stop` it after.
 */
export async function localEndpoint(): Promise<Endpoint | undefined> {
  const given = process.env['AWS_ENDPOINT_URL'];
  if (given !== undefined && LOCAL.test(given)) return { url: given, stop: () => undefined };
  if (!hasMoto()) return undefined;
  const port = await freePort();
  const server = spawn('python3', [SERVE, '--project', PROJECT, '--port', `${port}`], { stdio: 'ignore' });
  const stop = () => void server.kill('SIGKILL');
  process.once('exit', stop);
  const url = `http://127.0.0.1:${port}`;
  await answering(server, url);
  return { url, stop };
}

function hasMoto(): boolean {
  try {
    execFileSync('python3', ['-c', 'import moto.server'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
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
