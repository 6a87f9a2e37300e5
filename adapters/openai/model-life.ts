import type { OpenAI } from 'openai';
import * as z from 'zod';
import { EvencastError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { plainText } from '../plain-text.ts';
import { apiFailure } from './api-failure.ts';
import { type Access, canCarry, openClient } from './open-client.ts';

/** Days before a model's shutdown from which on it is told. */
const NOTICE_DAYS = 60;

const DAY = 86_400_000;

/** The longest wait for the list of models, in milliseconds: a courtesy, not part of the work. */
const LIST_TIMEOUT = 10_000;

/** `GET /v1/models`; `shutdown_date` is OpenAI's (developers.openai.com/api/docs/deprecations), other servers leave it out. */
const listSchema = z.object({ data: z.array(z.object({ id: z.string(), shutdown_date: z.iso.date().nullish() })) });

/** A model as its server lists it. */
export type ListedModel = z.infer<typeof listSchema>['data'][number];

/** The models of the server. Rejects with whatever goes wrong. */
export async function listModels(client: OpenAI, signal?: AbortSignal): Promise<readonly ListedModel[]> {
  const { data } = await client.models.list({ timeout: LIST_TIMEOUT, signal });
  return listSchema.parse({ data }).data;
}

/** A sentence for each of `models` that shuts down soon or has. `now` is in milliseconds since 1970. */
export function shutdownWarnings(listed: readonly ListedModel[], models: readonly string[], now: number): string[] {
  return models.flatMap((model, index) => {
    const date = listed.find(({ id }) => id === model)?.shutdown_date;
    if (date === undefined || date === null) return [];
    const days = Math.ceil((Date.parse(date) - now) / DAY);
    if (days > NOTICE_DAYS) return [];
    const next = models[index + 1];
    const then =
      next === undefined ? 'Name another one in the judge’s models.' : `${next} judges then; try it before that.`;
    const when = days <= 0 ? `was to be shut down on ${date}` : `shuts down on ${date}, in ${days} days`;
    return [`${model} ${when}. ${then}`];
  });
}

/** What a person should know of the configured models before a run. */
export interface ModelLook {
  /** Those of them that the server lists. */
  readonly offered: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Looks the models up.
 *
 * @throws JudgeKeyRefused or JudgeUnavailable where the server does not answer.
 */
export async function lookUpModels(access: Access, models: readonly string[], clock: Clock): Promise<ModelLook> {
  const { service, apiKey } = access;
  if (!canCarry(apiKey)) throw new EvencastError('JudgeKeyRefused', 'The API key holds characters no key has.');
  try {
    const listed = await listModels(await openClient(access));
    const offered = models.filter((model) => listed.some(({ id }) => id === model));
    return { offered, warnings: shutdownWarnings(listed, models, clock.now()) };
  } catch (error) {
    const { status, code, words } = await apiFailure(error, apiKey, clock.now());
    const refused = status === 401 || status === 403;
    const why = plainText(`${status ?? ''} ${code ?? words}`.trim(), 200);
    throw new EvencastError(
      refused ? 'JudgeKeyRefused' : 'JudgeUnavailable',
      `${service.name} did not list its models (${why}). Check the key, the network and the judge’s base URL.`,
    );
  }
}
