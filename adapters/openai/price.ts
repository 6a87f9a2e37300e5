import { EvencastError } from '../../core/errors.ts';
import type { PriceTable, TokenPrice } from '../../core/money/prices.ts';
import type { Service } from './service.ts';

const FREE: TokenPrice = { inputUsdPerMillion: 0, outputUsdPerMillion: 0 };

/**
 * Upper bound of the tokens one sheet costs. Current models count 32 px patches: a sheet of ten cells (1000 x 448 px) has
 * 448 of them, billed at up to 2.46 tokens (gpt-4.1-nano), so 1,103; a 1000 x 800 sheet on gpt-4.1-mini is 1,300
 * (measured). 2,600 is twice that, and above the 2,489 which gpt-4.1-mini bills for an image of any size.
 */
const SHEET_TOKENS = 2_600;

/** gpt-4o-mini counts tiles, 33 times as dear: 25,500 tokens for a 1000 x 800 sheet (measured). */
const SHEET_TOKENS_4O_MINI = 25_501;

/** The same for an image of 512 px: 256 patches at up to 2.46 tokens, 630; one tile on gpt-4o-mini, 2,833 + 5,667. */
const VIEW_TOKENS = 700;
const VIEW_TOKENS_4O_MINI = 8_501;

/** English and JSON take 3 to 5 bytes a token; 2 leaves room for what the server adds around a schema. */
const BYTES_PER_TOKEN = 2;

/**
 * The price of a model. One that is not in the table costs nothing on this machine and throws InvalidConfig anywhere else:
 * counted as 0 it would slip under every spending cap without a word.
 */
export function priceOf(model: string, prices: PriceTable, service: Service): TokenPrice {
  const price = Object.hasOwn(prices, model) ? prices[model] : undefined;
  if (price !== undefined) return price;
  if (service.isLocal) return FREE;
  throw new EvencastError(
    'InvalidConfig',
    `There is no price for judge model ${model}, so its cost could not be capped; add it to the judge’s prices (0 and 0 if it is free).`,
  );
}

/** USD for these tokens. */
export function dollars(price: TokenPrice, inputTokens: number, outputTokens: number): number {
  return (inputTokens * price.inputUsdPerMillion + outputTokens * price.outputUsdPerMillion) / 1e6;
}

/** Upper bound of the tokens that the pictures of a question cost: a sheet, or so many images alone. */
export function pictureTokens(model: string, views: number | undefined): number {
  const tiles = model.includes('gpt-4o-mini');
  if (views === undefined) return tiles ? SHEET_TOKENS_4O_MINI : SHEET_TOKENS;
  return views * (tiles ? VIEW_TOKENS_4O_MINI : VIEW_TOKENS);
}

/** Upper bound in USD of one answered question: `textBytes` of prompt and schema, its pictures, every output token used. */
export function questionCeiling(price: TokenPrice, textBytes: number, pictures: number, maxTokens: number): number {
  return dollars(price, pictures + Math.ceil(textBytes / BYTES_PER_TOKEN), maxTokens);
}
