import { type OpenaiJudgeSettings, openaiJudge } from '../../../adapters/openai/openai-judge.ts';
import type { PictureFacts } from '../../../core/judging/picture-facts.ts';
import type { Judge, JudgeQuestion, Patience } from '../../../core/ports/judge.ts';
import { colouredSheet } from '../../support/coloured-sheet.ts';
import { type FakeClock, fakeClock } from '../../support/fake-clock.ts';
import type { PictureMeaning } from '../../support/picture-code.ts';
import { type VisionServer, type VisionServerOptions, visionServer } from '../../support/vision-server.ts';

/** A key whose parts are easy to look for in what must not hold them. */
export const KEY = 'sk-proj-Sesame4711OpenUp';

/** An actor id that must not leave the machine. */
export const ACTOR = 'Zoë 🦊 0042';

/** A judge, the stand-in server it asks, and its clock. */
export interface World {
  readonly judge: Judge;
  readonly server: VisionServer;
  readonly clock: FakeClock;
  /** Waits a minute of the fake clock, never cancelled. */
  readonly patience: Patience;
  close(): Promise<void>;
}

/** Settings for tests: two models at prices that tell them apart. */
export function settings(clock: FakeClock): OpenaiJudgeSettings {
  return {
    apiKey: KEY,
    protocol: 'composite+recheck',
    models: ['gpt-4.1-mini', 'gpt-6-luna'],
    temperature: 0.3,
    maxTokens: 2000,
    prices: {
      'gpt-4.1-mini': { inputUsdPerMillion: 0.4, outputUsdPerMillion: 1.6 },
      'gpt-6-luna': { inputUsdPerMillion: 0.1, outputUsdPerMillion: 0.5 },
    },
    clock,
  };
}

/** A {@link World} with its own server. */
export async function world(
  options: VisionServerOptions = {},
  changes: Partial<OpenaiJudgeSettings> = {},
): Promise<World> {
  const server = await visionServer(options);
  const clock = fakeClock();
  return {
    judge: openaiJudge({ ...settings(clock), baseUrl: server.url, ...changes }),
    server,
    clock,
    patience: { signal: new AbortController().signal, deadline: clock.now() + 60_000 },
    close: server.close,
  };
}

/** Ten pictures that all mean something else. */
export const TEN: readonly PictureMeaning[] = [
  { type: 'photorealistic', score: 10 },
  { type: 'bw_stylized', score: 3 },
  { type: 'color_stylized', score: 7 },
  { type: 'photorealistic', score: 1 },
  { type: 'color_stylized', score: 2 },
  { type: 'bw_stylized', score: 9 },
  { type: 'photorealistic', score: 6 },
  { type: 'color_stylized', score: 10 },
  { type: 'bw_stylized', score: 1 },
  { type: 'photorealistic', score: 8 },
];

const FACTS: PictureFacts = {
  width: 640,
  height: 480,
  format: 'jpeg',
  hash: '0'.repeat(64),
  mirroredHash: '0'.repeat(64),
  luma: '0'.repeat(512),
  spread: 40,
  statistics: {},
};

/** A question about these pictures, labelled 01, 02, … in the order of the sheet. */
export async function question(meanings: readonly PictureMeaning[] = TEN): Promise<JudgeQuestion> {
  const cells = meanings.map((_, index) => ({ label: `${index + 1}`.padStart(2, '0'), facts: FACTS }));
  return { actor: ACTOR, cells, sheet: await colouredSheet(meanings) };
}
