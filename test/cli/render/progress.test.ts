import { describe, expect, test } from 'vitest';
import type { Io } from '../../../cli/io.ts';
import { type Progress, progressFor } from '../../../cli/render/progress.ts';
import type { StepEvent } from '../../../local/machine/handlers.ts';
import { fakeClock } from '../../support/fake-clock.ts';

/** What is written where no terminal is. */
function written(events: readonly StepEvent[], json: boolean, before: (progress: Progress) => void = () => undefined) {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const io: Io = {
    stdout: { write: (text) => stdout.push(text) },
    stderr: { write: (text) => stderr.push(text) },
    env: {},
    cwd: '/',
    clock: fakeClock(),
    random: () => 0,
    signal: new AbortController().signal,
  };
  const progress = progressFor(io, json);
  before(progress);
  for (const event of events) progress.tell(event);
  progress.end();
  return { stdout: stdout.join(''), stderr: stderr.join('') };
}

const step = (
  actor: string,
  name: StepEvent['step'],
  phase: StepEvent['phase'],
  of: Partial<StepEvent> = {},
): StepEvent => ({ actor, step: name, phase, ...of });

const WELL = [
  step('ada', 'composite', 'started'),
  step('ada', 'composite', 'image', { images: 1 }),
  step('eve', 'composite', 'started'),
  step('ada', 'composite', 'image', { images: 2 }),
  step('ada', 'composite', 'finished'),
  step('ada', 'evaluate', 'started'),
  step('ada', 'evaluate', 'finished'),
  step('ada', 'plan', 'started'),
  step('ada', 'plan', 'finished'),
];

test.each([
  [false, '2 actors\n', ''],
  [true, '', '{"event":"begun","actors":2}\n'],
])('says how many actors the run is about (json: %s)', (json, stderr, stdout) => {
  expect(written([], json, (progress) => progress.begun(2))).toEqual({ stderr, stdout });
});

describe('progress in a log or a pipe', () => {
  test('is one line per actor when it is done, with how many images were looked at, and nothing among the results', () => {
    expect(written(WELL, false)).toEqual({ stdout: '', stderr: 'ada: looked at 2 images, judged, planned\n' });
  });

  test('an actor that fails has one line with what happened', () => {
    const events = [
      step('eve', 'evaluate', 'started'),
      step('eve', 'record-failure', 'started', { message: 'The judge is down.' }),
      step('eve', 'record-failure', 'finished'),
    ];
    expect(written(events, false).stderr).toBe('eve: failed: The judge is down.\n');
  });

  test('no name and no message can steer a terminal that shows the log', () => {
    const events = [step('\u001b[2J', 'record-failure', 'started', { message: 'x\ny\u0007' })];
    expect(written(events, false).stderr).toBe('\\u001b[2J: failed: x\\u000ay\\u0007\n');
  });
});

describe('progress with --json', () => {
  test('is every event as one line of JSON among the results, and no words beside them', () => {
    const { stdout, stderr } = written([...WELL, step('a\nb', 'plan', 'finished')], true);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(lines).toEqual([...WELL, step('a\nb', 'plan', 'finished')].map((event) => ({ event: 'step', ...event })));
    expect(stderr).toBe('');
  });
});
