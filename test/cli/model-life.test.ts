import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { colouredFiles, writeCast } from '../support/small-cast.ts';
import { type Terminal, terminal } from '../support/terminal.ts';
import { type VisionServer, visionServer } from '../support/vision-server.ts';

let server: VisionServer;
beforeAll(async () => {
  // The terminal's clock stands in November 2026.
  server = await visionServer({ models: ['gpt-6-luna'], shutdowns: { 'gpt-6-luna': '2026-12-20' } });
});
afterAll(() => server.close());

function openai(): Terminal {
  return terminal({ env: { OPENAI_API_KEY: 'sk-test-key', OPENAI_BASE_URL: server.url } });
}

describe('a model that is gone and one that shuts down soon', () => {
  const words = [
    /gpt-4\.1-mini was passed over: the server does not offer it/,
    /gpt-6-luna shuts down on 2026-12-20, in \d+ days\. Name another one in the judge’s models\./,
  ];

  test('are told at the end of a run, once for all actors, and in its report', async () => {
    const t = openai();
    const [ada, bob] = [await colouredFiles(2), await colouredFiles(2, undefined, 30)];
    const ended = await t.type('run', writeCast({ ada, bob }));
    const page = readFileSync(join(t.cwd, 'evaluation/report.html'), 'utf8');
    for (const each of words) {
      expect(ended.stdout.match(new RegExp(each, 'g'))).toHaveLength(1);
      expect(page).toMatch(each);
    }
  });

  test('are told by the doctor', async () => {
    const { code, stdout } = await openai().type('doctor');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok {3}models gpt-6-luna offered\n +warning: gpt-6-luna shuts down on 2026-12-20/m);
  });
});

test('a server that does not answer is what the doctor finds', async () => {
  const t = terminal({ env: { OPENAI_API_KEY: 'sk-test-key', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' } });
  const { code, said } = await t.type('doctor');
  expect(code).toBe(1);
  expect(said).toMatch(/^bad {2}models The vision server at 127\.0\.0\.1:9 did not list its models/m);
  expect(said).not.toContain('sk-test-key');
});
