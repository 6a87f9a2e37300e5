import { createHash } from 'node:crypto';
import { EvencastError } from '../../core/errors.ts';
import type { JudgeSignature } from '../../core/judging/verdict.ts';
import type { PriceTable, TokenPrice } from '../../core/money/prices.ts';
import type { Judge } from '../../core/ports/judge.ts';
import { answerJsonSchema } from './answer-schema.ts';
import { questionText, SYSTEM_PROMPT } from './judge-prompt.ts';
import { priceOf, questionCeiling } from './price.ts';
import type { Service } from './service.ts';

/** What a question consists of, beside the sheet and the key. */
export interface QuestionSettings {
  /** In order of preference: one that is gone is passed over. */
  readonly models: readonly string[];
  readonly temperature: number;
  /** Output tokens per sheet, reasoning included. Ten cells with full reasons and an analysis take about 1,700. */
  readonly maxTokens: number;
  /** Every model needs one, except on this machine, where a model without a price is free. */
  readonly prices: PriceTable;
}

/** A model of the list and what follows from it. */
export interface PricedModel {
  readonly signature: JudgeSignature;
  readonly price: TokenPrice;
  /** USD that one question costs at most. */
  readonly ceiling: number;
}

/** Cells per sheet: the published accuracy of vision models falls in denser grids (see "Judging" in the architecture). */
export const SHEET_CELLS = 10;

/**
 * The models that are asked, each with its price. Throws InvalidConfig without a model, and for one whose price is unknown.
 */
export function pricedModels(settings: QuestionSettings, service: Service): readonly PricedModel[] {
  const models = settings.models.map((model) => pricedModel(model, priceOf(model, settings.prices, service), settings));
  if (models.length === 0) throw new EvencastError('InvalidConfig', 'The judge has no model; name one in its models.');
  return models;
}

/** Everything that is known of the judge before it is asked: it takes neither a key nor the client. */
export function rulesOf(models: readonly PricedModel[]): Omit<Judge, 'judge'> {
  return {
    signatures: models.map(({ signature }) => signature),
    sheetCells: SHEET_CELLS,
    readsStatistics: false,
    // One answered question per sheet with the dearest model. Failed tries are not in it: an error that cost something
    // carries its usage, for whoever asks again to count before asking.
    costCeiling: (images) => Math.ceil(images / SHEET_CELLS) * Math.max(...models.map(({ ceiling }) => ceiling)),
  };
}

function pricedModel(model: string, price: TokenPrice, { temperature, maxTokens }: QuestionSettings): PricedModel {
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
