import type { OpenAI } from 'openai';
import type { ChatCompletionCreateParamsNonStreaming as ChatParams } from 'openai/resources/chat/completions';
import type { Clock } from '../../core/ports/clock.ts';
import type { Patience } from '../../core/ports/judge.ts';
import { type ApiFailure, apiFailure } from './api-failure.ts';
import type { ChatQuestion } from './chat-question.ts';
import { adapted, changeWords, type Dialect, firstDialect } from './dialect.ts';
import { failureError, isModelGone, judgeError, type Scene } from './failure-error.ts';
import { listModels, shutdownWarnings } from './model-life.ts';
import { canCarry, openClient } from './open-client.ts';
import { stopped, timeLeft } from './patience.ts';
import type { Service } from './service.ts';

/** Whom to ask, and within which limits. */
export interface AskSettings {
  readonly apiKey: string;
  readonly service: Service;
  /** In order of preference. */
  readonly models: readonly string[];
  readonly temperature: number;
  /** Output tokens per answer, reasoning included. */
  readonly maxTokens: number;
  readonly clock: Clock;
}

/** An answer of the server, unread, and the model that gave it. */
export interface Answered {
  readonly model: string;
  readonly body: unknown;
  /** Whether the server was given the schema to keep to; otherwise it was only told of it. */
  readonly strict: boolean;
}

/** Asks, and tells what was learnt in doing so. */
export interface ModelAsker {
  ask(question: ChatQuestion, scene: Scene, patience: Patience): Promise<Answered>;
  /** In words for people, each thing once. */
  notes(): readonly string[];
}

/** What was learnt of the models; lasts as long as the judge. */
interface Learnt {
  readonly gone: Set<string>;
  readonly dialects: Map<string, Dialect>;
  readonly notes: Set<string>;
  /** Whether the server was asked for its models. */
  listed: boolean;
}

/**
 * How much time must be left after a wait for asking again to be worth it, in milliseconds: a vision model takes some 5 to
 * 10 s over a sheet, and an answer that nobody waits for is paid for all the same.
 */
const ANSWER_MARGIN = 10_000;

/** The longest wait in here, in milliseconds: limits per minute are over by then, and longer ones are the state machine's. */
const LONGEST_WAIT = 60_000;

/**
 * A function that asks the first model of the list that is there, in words it takes, and throws the errors of the Judge
 * port. It waits at most once per question, for as long as the server asks and only where the deadline allows it; every
 * other failure is thrown for the state machine to retry.
 */
export function modelAsker(settings: AskSettings): ModelAsker {
  const learnt: Learnt = { gone: new Set(), dialects: new Map(), notes: new Set(), listed: false };
  let client: OpenAI | undefined;

  const ask = async (question: ChatQuestion, scene: Scene, patience: Patience): Promise<Answered> => {
    client ??= await clientFor(settings, scene);
    for (let waited = false; ; ) {
      const timeout = timeLeft(patience, settings.clock.now(), scene);
      const model = settings.models.find((id) => !learnt.gone.has(id));
      if (model === undefined) throw noneLeft(settings.models, scene);
      const dialect = learnt.dialects.get(model) ?? firstDialect(model);
      const params = { model, ...formatted(question, dialect), ...dialectParams(dialect, settings) };
      try {
        const body = await client.chat.completions.create(params, { signal: patience.signal, timeout });
        await learnOfShutdowns(learnt, client, settings, patience.signal);
        return { model, body, strict: dialect.format === 'json_schema' };
      } catch (error) {
        if (patience.signal.aborted) throw stopped(patience.signal, scene);
        const failure = await apiFailure(error, settings.apiKey, settings.clock.now());
        if (learn(learnt, failure, model, dialect)) continue;
        const said = failureError(failure, scene);
        if (waited || said.name === 'QuotaExhausted' || !worthWaiting(failure, patience, settings.clock)) throw said;
        waited = true;
        await pause(failure.retryAfterMs ?? 0, settings.clock, patience, scene);
      }
    }
  };
  return { ask, notes: () => [...learnt.notes] };
}

/** The messages, and the form of the answer as the model takes it: a schema that binds it, or one that it is told of. */
function formatted(
  { messages, schema }: ChatQuestion,
  { format }: Dialect,
): Pick<ChatParams, 'messages' | 'response_format'> {
  if (format === 'json_schema') {
    const bound = { name: 'verdicts', strict: true, schema: { ...schema } };
    return { messages: [...messages], response_format: { type: 'json_schema', json_schema: bound } };
  }
  const words = `Answer with one JSON object and nothing around it. It follows this JSON Schema: ${JSON.stringify(schema)}`;
  const told = [...messages, { role: 'user' as const, content: words }];
  return format === 'words' ? { messages: told } : { messages: told, response_format: { type: 'json_object' } };
}

/** The client, where the key is one that a request can carry. */
async function clientFor(settings: AskSettings, scene: Scene): Promise<OpenAI> {
  if (canCarry(settings.apiKey)) return openClient(settings);
  const words = 'was not asked: the API key is missing or holds characters no key has; set it again';
  throw judgeError('JudgeKeyRefused', scene, words);
}

/** Once per judge, when it is there: which of the models shut down soon. A server that does not tell is no trouble. */
async function learnOfShutdowns(
  learnt: Learnt,
  client: OpenAI,
  settings: AskSettings,
  signal: AbortSignal,
): Promise<void> {
  if (learnt.listed) return;
  learnt.listed = true;
  const listed = await listModels(client, signal).catch(() => []);
  for (const words of shutdownWarnings(listed, settings.models, settings.clock.now())) learnt.notes.add(words);
}

function dialectParams({ limit, temperature, effort }: Dialect, settings: AskSettings): Partial<ChatParams> {
  return {
    [limit]: settings.maxTokens,
    ...(temperature ? { temperature: settings.temperature } : {}),
    ...(effort === undefined ? {} : { reasoning_effort: effort }),
  };
}

/** Whether the failure taught something that makes asking again at once worthwhile. */
function learn(learnt: Learnt, failure: ApiFailure, model: string, dialect: Dialect): boolean {
  const isRefusal = failure.status === 400 || failure.status === 422;
  const next = isRefusal ? adapted(dialect, failure.param, `${failure.code} ${failure.words}`) : undefined;
  if (next !== undefined) {
    learnt.dialects.set(model, next);
    learnt.notes.add(`${model} ${changeWords(dialect, next)}.`);
    return true;
  }
  if (!isModelGone(failure)) return false;
  learnt.gone.add(model);
  learnt.notes.add(`${model} was passed over: the server does not offer it, or not for pictures.`);
  return true;
}

function worthWaiting({ status, retryAfterMs }: ApiFailure, { deadline }: Patience, clock: Clock): boolean {
  if (retryAfterMs === undefined || (status !== 429 && status !== 503)) return false;
  return retryAfterMs <= LONGEST_WAIT && clock.now() + retryAfterMs + ANSWER_MARGIN <= deadline;
}

async function pause(ms: number, clock: Clock, patience: Patience, scene: Scene): Promise<void> {
  try {
    await clock.sleep(ms, patience.signal);
  } catch (error) {
    throw patience.signal.aborted ? stopped(patience.signal, scene) : error;
  }
}

function noneLeft(models: readonly string[], scene: Scene): Error {
  const words = `offers none of the models ${models.join(', ')} to this key; check the judge’s models and its base URL`;
  return judgeError('JudgeModelUnavailable', scene, words);
}
