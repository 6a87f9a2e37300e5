import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { contentOf } from '../support/folder-content.ts';
import { colouredFiles, patterns, writeCast } from '../support/small-cast.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { rowsOf, terminal } from '../support/terminal.ts';

const PROGRAM = resolve(import.meta.dirname, '../../bin/evencast.ts');
/** Nobody, where these tests run as root, who may write everywhere. */
const NOBODY = process.getuid?.() === 0 ? 65534 : undefined;

/** The program as a process of an ordinary account, in `cwd`, which is made its own. */
function asOrdinaryAccount(cwd: string, ...argv: readonly string[]) {
  if (NOBODY !== undefined) chownSync(cwd, NOBODY, NOBODY);
  const account = NOBODY === undefined ? {} : { uid: NOBODY, gid: NOBODY };
  const env = { PATH: process.env['PATH'] ?? '' };
  return spawnSync(process.execPath, [PROGRAM, ...argv], { cwd, env, encoding: 'utf8', ...account });
}

function open(folder: string, mode = 0o755): string {
  chmodSync(folder, mode);
  return folder;
}

describe.skipIf(process.getuid === undefined)(
  'a folder that must not be written to (skipped where there are no accounts)',
  () => {
    test('is said to be read-only, with what to do, and --state then works', async () => {
      const folder = open(writeCast({ ada: await patterns(1, 50) }), 0o555);
      const before = contentOf(folder);
      const cwd = open(temporaryFolder());
      const refused = asOrdinaryAccount(cwd, 'run', folder);
      expect(refused.status).toBe(1);
      expect(refused.stderr).toMatch(
        /Error: .*(may not|read-only|permissions).*\(EACCES\)|Error: .*cannot be used.*Choose a state folder/,
      );
      expect(refused.stderr).not.toMatch(/\n\s+at /);
      const elsewhere = asOrdinaryAccount(cwd, 'run', folder, '--state', 'records');
      expect(elsewhere.stderr).not.toContain('Error');
      expect(elsewhere.status).toBe(0);
      expect(contentOf(folder)).toEqual(before);
    });

    test('images that may not be read fail their actor alone', async () => {
      const folder = open(writeCast({ ada: await patterns(1, 60), bob: await patterns(1, 61) }));
      chmodSync(join(folder, 'ada/01.jpg'), 0o600);
      if (NOBODY === undefined) chmodSync(join(folder, 'ada/01.jpg'), 0o000);
      const ended = asOrdinaryAccount(open(temporaryFolder()), 'run', folder, '--state', 'records');
      expect(ended.status).toBe(2);
      expect(ended.stdout).toMatch(
        /^ada: Failed reading .*ada\/01\.jpg: this account may not do that there; change the permissions/m,
      );
      expect(ended.stdout).toContain('2 actors: 0 balanced, 1 to do, 1 failed.');
    });

    test('an output folder that may not be written to is named before anything is judged', async () => {
      const folder = open(writeCast({ ada: await patterns(1, 70) }));
      const cwd = open(temporaryFolder());
      mkdirSync(join(cwd, 'locked'), { mode: 0o555 });
      const ended = asOrdinaryAccount(cwd, 'run', folder, '--state', 'records', '--output', 'locked');
      expect(ended.status).toBe(1);
      expect(ended.stderr).toMatch(/Error: Cannot write .*locked \(EACCES\)\. Name another folder with --output\./);
      expect(existsSync(join(cwd, 'records'))).toBe(false);
    });
  },
);

const mounted: string[] = [];

/** A disk of so many bytes; undefined where this account may not mount one. */
function tinyDisk(bytes: number): string | undefined {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], { stdio: 'ignore' });
    mounted.push(folder);
    return folder;
  } catch {
    return undefined;
  }
}

afterAll(() => {
  for (const folder of mounted) execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
});

const mayMount = tinyDisk(4096) !== undefined;

describe.skipIf(!mayMount)('a disk that is full (skipped where no disk can be mounted)', () => {
  test.each([16, 64, 96])(
    'records that no longer fit in %i kB are said to be too much, and nothing is half there',
    async (kilobytes) => {
      const disk = tinyDisk(kilobytes * 1024) ?? '';
      const ended = await terminal().type(
        'run',
        writeCast({ ada: await patterns(2, 80), bob: await patterns(2, 90) }),
        '--state',
        disk,
      );
      expect(ended.code).toBe(2);
      expect(ended.said).toMatch(/the disk or the quota is full; make room, then run again \(ENOSPC\)|No room left/);
      expect(ended.said).not.toMatch(/\n\s+at /);
      for (const path of contentOf(disk).keys()) expect(path).not.toContain('tmp-');
    },
  );

  test('an output folder that is full is named, and the report can be written elsewhere', async () => {
    const t = terminal();
    const ended = await t.type(
      'run',
      writeCast({ ada: await patterns(1, 80) }),
      '--output',
      tinyDisk(4096) ?? '',
      '--run-id',
      'r1',
    );
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/Error: No room left to write .*\. Free some and run: (npx )?evencast report/);
    expect((await t.type('report', 'r1', '--output', 'here')).code).toBe(0);
  });
});

describe('a bucket that is not there', () => {
  let server: Server | undefined;
  afterEach(() => {
    vi.unstubAllEnvs();
    server?.close();
    server?.closeAllConnections();
  });

  /** The SDK reads these by itself, from the process. */
  function pretendAws(port: number): void {
    const env = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      AWS_SESSION_TOKEN: undefined,
    };
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  }

  async function answering(status: number, code: string): Promise<number> {
    const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>m</Message></Error>`;
    server = createServer((_, response) => response.writeHead(status, { 'content-type': 'application/xml' }).end(body));
    await new Promise<void>((done) => void server?.listen(0, '127.0.0.1', done));
    // A server that listens on a port has an address with one.
    return (server.address() as AddressInfo).port;
  }

  test.each([
    [404, 'NoSuchBucket', 1, /there is no such bucket; check its name and the account \(NoSuchBucket\)/],
    [403, 'InvalidAccessKeyId', 1, /AWS does not know these credentials; sign in/],
    [403, 'AccessDenied', 1, /these credentials may not do that there/],
  ])('S3 answers %i %s', async (status, code, exit, words) => {
    pretendAws(await answering(status, code));
    const ended = await terminal().type('run', 's3://no-such-bucket/prefix');
    expect(ended.code).toBe(exit);
    expect(ended.stderr).toMatch(words);
    expect(ended.stderr).toContain('no-such-bucket');
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });

  test('nobody answers: said at once', async () => {
    const port = await answering(500, 'x');
    await new Promise((done) => server?.close(done));
    pretendAws(port);
    const ended = await terminal().type('run', 's3://bucket');
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(
      /Error: Failed .*s3:\/\/bucket.*S3 does not answer just now; check the network, then try again/,
    );
  }, 15_000);
});

test('a set under a name that is a file is nobody’s set, and the others are worked on', async () => {
  const folder = writeCast({ ada: await colouredFiles(1) });
  writeFileSync(join(folder, 'bob'), 'not a folder');
  expect([...rowsOf(await terminal().type('run', folder)).keys()]).toEqual(['ada']);
});
