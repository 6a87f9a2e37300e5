import { createHash } from 'node:crypto';
import { EvencastError } from '../../core/errors.ts';
import type { LookKind, Protocol } from '../../core/judging/protocol.ts';
import type { JudgeSignature } from '../../core/judging/verdict.ts';
import type { PriceTable, TokenPrice } from '../../core/money/prices.ts';
import type { Judge, Manner } from '../../core/ports/judge.ts';
import { answerJsonSchema } from './answer-schema.ts';
import { questionText, systemPrompt, viewsText, viewText } from './judge-prompt.ts';
import { pictureTokens, priceOf, questionCeiling } from './price.ts';
import type { Service } from './service.ts';

/** What a question consists of, beside the pictures and the key. */
export interface QuestionSettings {
  readonly protocol: Protocol;
  /** In order of preference: one that is gone is passed over. */
  readonly models: readonly string[];
  readonly temperature: number;
  /** Output tokens per question, reasoning included. Ten cells with full reasons and an analysis take about 1,700. */
  readonly maxTokens: number;
  /** Every model needs one, except on this machine, where a model without a price is free. */
  readonly prices: PriceTable;
}

/** A model of the list and what follows from it. */
export interface PricedModel {
  readonly signature: JudgeSignature;
  readonly price: TokenPrice;
  /** USD that one question costs at most: about a sheet, however full, or about so many images alone. */
  readonly ceiling: (look: LookKind, images: number) => number;
}

/** Cells per sheet: the published accuracy of vision models falls in denser grids (see "Judging" in the architecture). */
export const SHEET_CELLS = 10;

/** Images per question where each is shown alone: what all of them share is told once, and few stand beside one another. */
export const VIEWS_PER_QUESTION = 5;

/**
 * The models that are asked, each with its price. Throws InvalidConfig without a model, and for one whose price is unknown.
 */
export function pricedModels(settings: QuestionSettings, service: Service): readonly PricedModel[] {
  const models = settings.models.map((model) => pricedModel(model, priceOf(model, settings.prices, service), settings));
  if (models.length === 0) throw new EvencastError('InvalidConfig', 'The judge has no model; name one in its models.');
  return models;
}

/** Everything that is known of the judge before it is asked: it takes neither a key nor the client. */
export function rulesOf(models: readonly PricedModel[], settings: QuestionSettings): Omit<Judge, 'judge' | 'notes'> {
  const { protocol } = settings;
  const dearest = (look: LookKind, images: number) => Math.max(...models.map(({ ceiling }) => ceiling(look, images)));
  const usual: LookKind = protocol === 'image' ? 'image' : 'sheet';
  return {
    signatures: models.map(({ signature }) => signature),
    manner: mannerOf(settings),
    sheetCells: protocol === 'image' ? undefined : SHEET_CELLS,
    readsStatistics: false,
    // One answered question per sheet, or per few images, with the dearest model. Failed tries are not in it: an error that
    // cost something carries its usage, for whoever asks again to count before asking.
    costCeiling: (images, look = usual) => {
      // A cell of each sheet is the canary's.
      if (look === 'sheet') return Math.ceil(images / (SHEET_CELLS - 1)) * dearest('sheet', SHEET_CELLS);
      const rest = images % VIEWS_PER_QUESTION;
      const full = Math.floor(images / VIEWS_PER_QUESTION) * dearest('image', VIEWS_PER_QUESTION);
      return full + (rest === 0 ? 0 : dearest('image', rest));
    },
  };
}

function mannerOf(settings: QuestionSettings): Manner {
  const { protocol } = settings;
  return { protocol, promptHash: promptHash(settings), viewsPerQuestion: VIEWS_PER_QUESTION };
}

function pricedModel(model: string, price: TokenPrice, settings: QuestionSettings): PricedModel {
  return {
    signature: { name: 'openai', model, key: signatureKey(model, promptHash(settings)) },
    price,
    ceiling: (look, images) => {
      const bytes = Buffer.byteLength(questionWords(look, look === 'sheet' ? SHEET_CELLS : images));
      const pictures = pictureTokens(model, look === 'sheet' ? undefined : images);
      return questionCeiling(price, bytes, pictures, settings.maxTokens);
    },
  };
}

/** All words of a question about so many images. */
function questionWords(look: LookKind, images: number): string {
  const labels = Array.from({ length: images }, (_, index) => `${index + 1}`.padStart(2, '0'));
  const asked = look === 'sheet' ? questionText(labels) : viewsText(labels) + labels.map(viewText).join('');
  return systemPrompt(look) + asked + JSON.stringify(answerJsonSchema(labels));
}

/** Over everything that could change an answer beside model and pictures: verdicts of two protocols are never mixed. */
function promptHash({ protocol, temperature }: QuestionSettings): string {
  const words = [questionWords('sheet', SHEET_CELLS), questionWords('image', VIEWS_PER_QUESTION)];
  return hashOf([protocol, temperature, ...words].join('\n'));
}

/** `org/model:free` becomes a name that can stand in an object key; the hash keeps apart what that makes equal. */
function signatureKey(model: string, asked: string): string {
  const name = model.replace(/[^a-z0-9._-]+/gi, '-').replace(/^[^a-z0-9]+/i, '');
  return `${name.slice(0, 80) || 'model'}-${hashOf(`${model}\n${asked}`)}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
