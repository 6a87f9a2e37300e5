import { createHash } from 'node:crypto';
import { EvencastError } from '../../core/errors.ts';
import type { JudgeSignature, Usage } from '../../core/judging/verdict.ts';
import type { PriceTable, TokenPrice } from '../../core/money/prices.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Judge, JudgeAnswer, JudgeQuestion } from '../../core/ports/judge.ts';
import { answerJsonSchema } from './answer-schema.ts';
import { type ChatQuestion, modelAsker } from './ask-model.ts';
import { judgeError, type Scene } from './failure-error.ts';
import { questionText, SYSTEM_PROMPT } from './judge-prompt.ts';
import { dollars, priceOf, questionCeiling } from './price.ts';
import { type Completion, readCompletion, readVerdicts, type Unusable } from './read-answer.ts';
import { serviceAt } from './service.ts';

/** How the judge asks. */
export interface OpenaiJudgeSettings {
  readonly apiKey: string;
  /** Of any OpenAI-compatible server, with its path ("http://localhost:11434/v1"); OpenAI's own when absent. */
  readonly baseUrl?: string | undefined;
  /** In order of preference: one that is gone is passed over. */
  readonly models: readonly string[];
  readonly temperature: number;
  /** Output tokens per sheet, reasoning included. Ten cells with full reasons and an analysis take about 1,700. */
  readonly maxTokens: number;
  /** Every model needs one, except on this machine, where a model without a price is free. */
  readonly prices: PriceTable;
  readonly clock: Clock;
}

/** Cells per sheet: the published accuracy of vision models falls in denser grids (see "Judging" in the architecture). */
const SHEET_CELLS = 10;

/**
 * A judge behind OpenAI's chat completions, or any server that speaks them, asked about labelled contact sheets. It sends
 * the sheet and its labels; never the actor's id or a file name.
 *
 * Throws InvalidConfig when it is made without a model, with an unusable base URL, or with a model whose price is unknown.
 */
export function openaiJudge(settings: OpenaiJudgeSettings): Judge {
  const service = serviceAt(settings.baseUrl);
  const models = settings.models.map((model) => pricedModel(model, priceOf(model, settings.prices, service), settings));
  if (models.length === 0) throw new EvencastError('InvalidConfig', 'The judge has no model; name one in its models.');
  const ask = modelAsker({ ...settings, service });

  return {
    signatures: models.map(({ signature }) => signature),
    sheetCells: SHEET_CELLS,
    readsStatistics: false,
    // One answered question per sheet with the dearest model. Failed tries are not in it: an error that cost something
    // carries its usage, for whoever asks again to count before asking.
    costCeiling: (images) => Math.ceil(images / SHEET_CELLS) * Math.max(...models.map(({ ceiling }) => ceiling)),
    judge: async (question, patience) => {
      const scene: Scene = { service, actor: question.actor };
      const labels = labelsOf(question);
      const { model: id, body } = await ask(chatQuestion(question, labels), scene, patience);
      const completion = readCompletion(body, scene);
      const model = models.find(({ signature }) => signature.model === id);
      if (model === undefined) throw new EvencastError('Internal', `An unknown judge model answered: ${id}.`);
      return withUsage(completion, labels, model, scene);
    },
  };
}

/** A model of the list and what follows from it. */
interface PricedModel {
  readonly signature: JudgeSignature;
  readonly price: TokenPrice;
  /** USD that one question costs at most. */
  readonly ceiling: number;
}

function pricedModel(model: string, price: TokenPrice, { temperature, maxTokens }: OpenaiJudgeSettings): PricedModel {
  const labels = Array.from({ length: SHEET_CELLS }, (_, index) => `${index + 1}`.padStart(2, '0'));
  const text = SYSTEM_PROMPT + questionText(labels) + JSON.stringify(answerJsonSchema(labels));
  return {
    signature: { name: 'openai', model, key: signatureKey(model, `${temperature}\n${text}`) },
    price,
    ceiling: questionCeiling(model, price, Buffer.byteLength(text), maxTokens),
  };
}

/** `org/model:free` becomes a name that can stand in an object key; the hash keeps apart what that makes equal. */
function signatureKey(model: string, asked: string): string {
  const hash = createHash('sha256').update(`${model}\n${asked}`).digest('hex').slice(0, 12);
  const name = model.replace(/[^a-z0-9._-]+/gi, '-').replace(/^[^a-z0-9]+/i, '');
  return `${name.slice(0, 80) || 'model'}-${hash}`;
}

function labelsOf({ actor, cells }: JudgeQuestion): readonly string[] {
  const labels = cells.map(({ label }) => label);
  if (labels.length >= 1 && labels.length <= SHEET_CELLS && new Set(labels).size === labels.length) return labels;
  const words = `A sheet for this judge has 1 to ${SHEET_CELLS} cells with different labels, not ${labels.join(', ')}.`;
  throw new EvencastError('Internal', words, { actor });
}

function chatQuestion({ actor, sheet }: JudgeQuestion, labels: readonly string[]): ChatQuestion {
  if (sheet === undefined)
    throw new EvencastError('Internal', 'This judge needs a sheet and was given none.', { actor });
  const url = `data:image/jpeg;base64,${Buffer.from(sheet.buffer, sheet.byteOffset, sheet.byteLength).toString('base64')}`;
  return {
    messages: [
      { role: 'system', content: SYSTEM_PROMPT },
      {
        role: 'user',
        content: [
          { type: 'text', text: questionText(labels) },
          { type: 'image_url', image_url: { url, detail: 'high' } },
        ],
      },
    ],
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'sheet_verdicts', strict: true, schema: { ...answerJsonSchema(labels) } },
    },
  };
}

function withUsage(completion: Completion, labels: readonly string[], model: PricedModel, scene: Scene): JudgeAnswer {
  const usage = usageOf(completion, model);
  const unusable: Unusable = (name, words) => judgeError(name, scene, words, { usage });
  return { ...readVerdicts(completion, labels, model.signature, unusable), usage };
}

/** A server that does not say what it used is charged the ceiling, so that a spending cap holds with it too. */
function usageOf({ usage }: Completion, { price, ceiling }: PricedModel): Usage {
  if (!usage) return { calls: 1, inputTokens: 0, outputTokens: 0, usd: ceiling };
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = usage;
  return { calls: 1, inputTokens, outputTokens, usd: dollars(price, inputTokens, outputTokens) };
}
