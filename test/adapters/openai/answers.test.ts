import { afterEach, beforeEach, expect, test } from 'vitest';
import { sharpImageCodec } from '../../../adapters/sharp/image-codec.ts';
import type { Pixels } from '../../../core/ports/image-codec.ts';
import { judgeContract } from '../../contracts/judge.ts';
import { colourOf, type PictureMeaning } from '../../support/picture-code.ts';
import type { FaultName } from '../../support/vision-server.ts';
import { ACTOR, KEY, question, TEN, type World, world } from './world.ts';

judgeContract('openai', async () => {
  const { judge, close } = await world();
  return { judge, close, question: (cells) => question(TEN.slice(0, cells)) };
});

let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.close());

test.each([1, 2, 9, 10])('each of %i verdicts lands on the image that was seen under its label', async (count) => {
  const { verdicts } = await w.judge.judge(await question(TEN.slice(0, count)), w.patience);
  const said = [...verdicts].map(([label, { type, score }]) => [label, type, score]);
  const shown = TEN.slice(0, count).map(({ type, score }, index) => [`${index + 1}`.padStart(2, '0'), type, score]);
  expect(said).toEqual(shown);
});

test('the sheets that Evencast really draws are read cell by cell', async () => {
  const cells = TEN.map((meaning, index) => ({
    label: `${index + 1}`.padStart(2, '0'),
    picture: plainPicture(meaning),
  }));
  const asked = { ...(await question()), sheet: await sharpImageCodec().sheet(cells) };
  const { verdicts } = await w.judge.judge(asked, w.patience);
  expect([...verdicts.values()].map(({ type, score }) => ({ type, score }))).toEqual(TEN);
});

test('labels that are not in counting order still go with their own cell', async () => {
  const asked = await question(TEN.slice(0, 3));
  const cells = asked.cells.map((cell, index) => ({ ...cell, label: ['12', '07', '31'][index] ?? '' }));
  const { verdicts } = await w.judge.judge({ ...asked, cells }, w.patience);
  expect(verdicts.get('07')).toMatchObject(TEN[1] ?? {});
  expect(verdicts.get('31')).toMatchObject(TEN[2] ?? {});
});

test('the sheet is asked about in strict structured output, every cell required and nothing else allowed', async () => {
  await w.judge.judge(await question(TEN.slice(0, 2)), w.patience);
  expect(w.server.requests).toHaveLength(1);
  expect(w.server.requests[0]?.body).toMatchObject({
    model: 'gpt-4.1-mini',
    temperature: 0.3,
    max_tokens: 2000,
    messages: [{ role: 'system' }, { content: [{ type: 'text' }, { image_url: { detail: 'high' } }] }],
    response_format: {
      type: 'json_schema',
      json_schema: {
        strict: true,
        schema: { required: ['cell_01', 'cell_02', 'analysis'], additionalProperties: false },
      },
    },
  });
});

test('neither the actor’s id nor the key is in what the model gets to read', async () => {
  await w.judge.judge(await question(), w.patience);
  const [request] = w.server.requests;
  const sent = JSON.stringify([request?.body, request?.headers, request?.path]);
  expect(request?.hasKey).toBe(true);
  for (const secret of [KEY, ACTOR, encodeURIComponent(ACTOR), 'Zo', '0042'])
    expect(sent.replace(/base64,[^"]*/, '')).not.toContain(secret);
});

test('tokens and dollars are those of the answer, by the price of the model that gave it', async () => {
  const { usage } = await w.judge.judge(await question(TEN.slice(0, 5)), w.patience);
  expect(usage).toEqual({ calls: 1, inputTokens: 1300, outputTokens: 200, usd: (1300 * 0.4 + 200 * 1.6) / 1e6 });
});

test('an answer that does not say what it used is charged at the ceiling, so that a spending cap holds', async () => {
  w.server.faults('no-usage');
  const { usage } = await w.judge.judge(await question(TEN.slice(0, 5)), w.patience);
  expect(usage).toEqual({ calls: 1, inputTokens: 0, outputTokens: 0, usd: w.judge.costCeiling(5) });
});

test.each<[FaultName, string, RegExp]>([
  ['truncated', 'JudgeAnswerInvalid', /truncated/],
  ['truncated-whole', 'JudgeAnswerInvalid', /truncated/],
  ['refusal', 'JudgeRefused', /declined/],
  ['content-filter', 'JudgeRefused', /declined/],
  ['malformed-json', 'JudgeAnswerInvalid', /not JSON/],
  ['missing-cell', 'JudgeAnswerInvalid', /cell_01/],
  ['extra-cell', 'JudgeAnswerInvalid', /cell_99/],
  ['duplicate-key', 'JudgeAnswerInvalid', /twice for “cell_01”/],
  ['wrong-label', 'JudgeAnswerInvalid', /cell_01\.label/],
  ['score-out-of-range', 'JudgeAnswerInvalid', /cell_01\.score/],
  ['score-not-whole', 'JudgeAnswerInvalid', /cell_01\.score/],
  ['unknown-type', 'JudgeAnswerInvalid', /cell_01\.type/],
])('an answer spoilt by %s is thrown away whole as %s, with what it cost', async (fault, name, words) => {
  w.server.faults(fault);
  await expect(w.judge.judge(await question(TEN.slice(0, 3)), w.patience)).rejects.toMatchObject({
    name,
    message: expect.stringMatching(words),
    actor: ACTOR,
    usage: { calls: 1, inputTokens: 1300, outputTokens: 120 },
  });
  expect(w.server.requests).toHaveLength(1);
});

test('words that would overrun the record are cut, without halves of characters or characters that turn the line', async () => {
  w.server.faults('long-words');
  const { verdicts, analysis } = await w.judge.judge(await question(), w.patience);
  const reasons = [...verdicts.values()].map(({ reason }) => reason);
  expect(Math.max(...reasons.map((reason) => reason.length))).toBeLessThanOrEqual(300);
  expect(analysis.length).toBeGreaterThan(1900);
  expect(analysis.length).toBeLessThanOrEqual(2000);
  for (const words of [analysis, ...reasons]) {
    expect(words.isWellFormed()).toBe(true);
    expect(words).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  }
});

test('a question that no sheet could hold is our bug and costs nothing', async () => {
  const asked = await question();
  const eleven = {
    ...asked,
    cells: [...asked.cells, ...asked.cells.slice(0, 1).map((cell) => ({ ...cell, label: '11' }))],
  };
  const doubled = { ...asked, cells: [...asked.cells.slice(0, 2), ...asked.cells.slice(0, 2)] };
  for (const wrong of [eleven, doubled, { ...asked, cells: [] }, { ...asked, sheet: undefined }]) {
    await expect(w.judge.judge(wrong, w.patience)).rejects.toMatchObject({ name: 'Internal' });
  }
  expect(w.server.requests).toHaveLength(0);
});

function plainPicture(meaning: PictureMeaning): Pixels {
  const { r, g, b } = colourOf(meaning);
  return { width: 80, height: 120, rgb: Buffer.alloc(80 * 120 * 3, Buffer.from([r, g, b])) };
}
