import * as z from 'zod';

/** What a vision model takes, in USD per million tokens. */
export const tokenPriceSchema = z.strictObject({
  inputUsdPerMillion: z.number().nonnegative(),
  outputUsdPerMillion: z.number().nonnegative(),
});

/** See {@link tokenPriceSchema}. */
export type TokenPrice = z.infer<typeof tokenPriceSchema>;

/** Prices by model id. */
export type PriceTable = Readonly<Record<string, TokenPrice>>;

/**
 * List prices of the default models, November 2026 (gpt-4.1-mini: OpenAI's price page; gpt-6-luna: design/facts.md).
 * The config's `prices` replaces or adds to them.
 */
export const DEFAULT_PRICES: PriceTable = {
  'gpt-4.1-mini': { inputUsdPerMillion: 0.4, outputUsdPerMillion: 1.6 },
  'gpt-6-luna': { inputUsdPerMillion: 0.1, outputUsdPerMillion: 0.5 },
};

/** Dollars without floating-point dust: a ten-thousandth of a cent is finer than any price here. */
export function roundUsd(usd: number): number {
  return Math.round(usd * 1e6) / 1e6;
}

/** Dollars for people: cents, or more digits where cents would say nothing ("$0.0042", "$1.50", "$0"). */
export function usdWords(usd: number): string {
  if (usd === 0) return '$0';
  if (usd < 0.00005) return 'under $0.0001';
  return usd < 0.1 ? `$${usd.toFixed(4).replace(/0{1,2}$/, '')}` : `$${usd.toFixed(2)}`;
}
