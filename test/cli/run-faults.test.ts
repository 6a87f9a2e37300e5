import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { evaluationsIn, filesIn } from '../support/folder-content.ts';
import { colouredFiles, type Files, writeCast } from '../support/small-cast.ts';
import { type Ended, rowsOf, type Terminal, terminal } from '../support/terminal.ts';
import { type Fault, type VisionServer, visionServer } from '../support/vision-server.ts';

const KEY = 'sk-test-Key0123456789abcdefghij';

let server: VisionServer;
let cast: Readonly<Record<string, Files>>;

beforeAll(async () => {
  const [ada, bob, eve] = await Promise.all([0, 20, 40].map((variant) => colouredFiles(3, undefined, variant)));
  cast = { ada: ada ?? {}, bob: bob ?? {}, eve: eve ?? {} };
});
beforeEach(async () => {
  server = await visionServer();
});
afterEach(() => server.close());

interface Outcome {
  readonly ended: Ended;
  readonly terminal: Terminal;
  readonly folder: string;
  /** The report as HTML. */
  readonly page: string;
}

/** A run over ada, bob and eve, one sheet each, one after the other, against the stand-in with these faults in its queue. */
async function run(faults: readonly Fault[], baseUrl = server.url): Promise<Outcome> {
  server.faults(...faults);
  const t = terminal({ env: { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: baseUrl } });
  const folder = writeCast(cast);
  const ended = await t.type('run', folder, '--concurrency', '1', '--protocol', 'composite');
  expect(ended.said).not.toMatch(/\n\s+at /);
  return { ended, terminal: t, folder, page: readFileSync(join(t.cwd, 'evaluation/report.html'), 'utf8') };
}

function times(count: number, fault: Fault): readonly Fault[] {
  return Array<Fault>(count).fill(fault);
}

async function closedPort(): Promise<number> {
  const taken = createServer();
  await new Promise<void>((done) => void taken.listen(0, '127.0.0.1', done));
  const address = taken.address();
  await new Promise((done) => taken.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

describe('what passes by itself nobody hears of', () => {
  test('a judge that asks to slow down is waited for as long as it says', async () => {
    const { ended, terminal: t } = await run([{ fault: 'rate-limited', headers: { 'retry-after': '7' } }]);
    expect(ended.code).toBe(0);
    expect(t.clock.sleeps).toEqual([7000]);
    expect(evaluationsIn(join(t.cwd, 'evaluation')).size).toBe(3);
  });

  test.each<[string, readonly Fault[]]>([
    ['that fails twice', ['server-error', 'server-error']],
    ['that is overloaded once and then answers nonsense once', ['unavailable', 'malformed-json']],
    ['that hangs up twice', ['reset', 'reset-in-body']],
  ])('a judge %s is asked a third time', async (_, faults) => {
    const { ended } = await run(faults);
    expect(ended.code).toBe(0);
    expect(ended.said).not.toContain('failed');
    expect(server.requests).toHaveLength(5);
  });

  test('a judge whose answers about several images are useless twice is asked about each alone', async () => {
    const { ended } = await run(['missing-cell', 'wrong-label']);
    expect(ended.code).toBe(0);
    expect(ended.said).not.toContain('failed');
    // A sheet, its three images together, and one by one; then the sheets of the others.
    expect(server.requests).toHaveLength(1 + 1 + 3 + 2);
  });
});

/** A sheet, its images together, and one of them: then the judge is not asked further, but for the tries of the state machine. */
const HOPELESS = 3;

describe('a judge that fails for one actor fails for nobody else', () => {
  test.each<[string, readonly Fault[], RegExp]>([
    [
      'truncates every answer in three tries',
      times(3 * HOPELESS, 'truncated'),
      /The vision server at 127\.0\.0\.1:\d+ sent a truncated answer; try again, or raise the judge’s maxTokens \(actor ada\)\./,
    ],
    [
      'is down three times',
      times(3, 'server-error'),
      /could not answer \(500 server_error\); try again later \(actor ada\)\./,
    ],
    [
      'answers with a page of the hotel’s network',
      times(3, 'html'),
      /sent a page instead of an answer; check the judge’s base URL and any proxy before it \(actor ada\)\./,
    ],
    ['says nothing', times(3, 'empty'), /ada: The vision server at .* \(actor ada\)\./],
    [
      'answers nonsense',
      times(3 * HOPELESS, 'score-out-of-range'),
      /answered against the rules \(.*\); try again \(actor ada\)\./,
    ],
    [
      'declines',
      times(HOPELESS, 'refusal'),
      /declined to judge these images; look at them or use another judge \(actor ada\)\./,
    ],
  ])('one that %s', async (_, faults, words) => {
    const { ended, terminal: t, page } = await run(faults);
    expect(ended.code).toBe(2);
    expect(ended.stdout).toMatch(words);
    expect(ended.stdout).toContain('3 actors: 0 balanced, 2 to do, 1 failed.');
    expect([...rowsOf(ended)].map(([actor, [state]]) => `${actor} ${state}`)).toEqual([
      'ada failed',
      'bob to do',
      'eve to do',
    ]);
    expect([...evaluationsIn(join(t.cwd, 'evaluation')).keys()]).toEqual(['bob', 'eve']);
    expect(server.requests).toHaveLength(faults.length + 2);
    expect(page.indexOf('failed')).toBeGreaterThan(0);
  });

  test('the report begins with who failed and why', async () => {
    const { page } = await run(['none', 'none', ...times(3 * HOPELESS, 'truncated')]);
    const [eve, ada] = [page.indexOf('truncated answer'), page.indexOf('>ada<')];
    expect(eve).toBeGreaterThan(0);
    expect(ada).toBeGreaterThan(eve);
  });

  test('what failed answers cost is counted', async () => {
    const { ended } = await run(times(3 * HOPELESS, 'truncated'));
    expect(ended.stdout).toMatch(/^Judging took 11 calls, /m);
  });

  test('the next run asks about the failed one alone', async () => {
    const { terminal: t, folder } = await run(times(3 * HOPELESS, 'truncated'));
    const before = server.requests.length;
    expect((await t.type('run', folder, '--protocol', 'composite')).code).toBe(0);
    expect(server.requests.length - before).toBe(1);
  });
});

describe('what is wrong for all is said once', () => {
  test('a refused key: what to do is said, and the key stands nowhere', async () => {
    const { ended, terminal: t, folder } = await run(times(3, 'key-refused'));
    expect(ended.code).toBe(2);
    expect(ended.stdout).toContain('refused the key (401 invalid_api_key); check the API key and what it may use');
    expect(ended.stdout).toContain('3 actors: 0 balanced, 0 to do, 3 failed.');
    expect(server.requests).toHaveLength(3);
    expect(server.requests.every(({ hasKey }) => hasKey)).toBe(true);
    expect(ended.said).not.toContain(KEY);
    const files = [...filesIn(folder), ...filesIn(t.cwd)];
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) expect(readFileSync(file, 'latin1').includes(KEY), file).toBe(false);
  });

  test('nor does a key that a careless gateway quotes', async () => {
    const { ended, folder } = await run(times(3 * HOPELESS, 'bad-request'));
    expect(ended.code).toBe(2);
    expect(ended.said).not.toContain(KEY);
    for (const file of filesIn(folder)) expect(readFileSync(file, 'latin1').includes(KEY), file).toBe(false);
  });

  test('an account without money is not asked again and again', async () => {
    const { ended } = await run(times(3, 'insufficient-quota'));
    expect(ended.code).toBe(2);
    expect(ended.stdout).toContain(
      'says that the account has no quota left; add credit or raise its limit, then run again',
    );
    expect(server.requests).toHaveLength(3);
  });

  test('a judge that cannot be reached', async () => {
    const { ended } = await run([], `http://127.0.0.1:${await closedPort()}/v1`);
    expect(ended.code).toBe(2);
    expect(ended.stdout).toContain(
      'could not be reached or hung up (ECONNREFUSED); check the network and the judge’s base URL',
    );
  });

  test('an address that is none', async () => {
    const ended = await terminal({ env: { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: 'my-server' } }).type(
      'run',
      writeCast(cast),
    );
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('The judge’s base URL is not a web address; write it like https://host/v1.');
  });
});
