import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { hang, isKey, isOneOf, send } from './reply.ts';
import { type Part, type SeenPicture, seenPictures } from './shown-pictures.ts';
import {
  type Draft,
  HANGS,
  REPLIES,
  type Reply,
  refusal,
  refusedParameter,
  SPOILED,
  unknownModel,
} from './vision-faults.ts';

/** What goes wrong with one request. `none` is a right answer, to let requests pass between faults. */
export type FaultName =
  | keyof typeof REPLIES
  | keyof typeof SPOILED
  | (typeof HANGS)[number]
  | 'no-usage'
  | 'refused-parameter'
  | 'none';

/** A fault, with headers added to its answer, or the parameter that is refused. */
export type Fault =
  | FaultName
  | { readonly fault: FaultName; readonly headers?: Record<string, string>; readonly parameter?: string };

/** A request as it came. The key is told apart from its absence, and kept nowhere. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly hasKey: boolean;
  readonly model: string | undefined;
  /** Parsed JSON, `undefined` for a request without a body. */
  readonly body: unknown;
}

/** A stand-in for a vision model's server. */
export interface VisionServer {
  /** Base URL with its `/v1`. */
  readonly url: string;
  /** All but those for the list of models. */
  readonly requests: readonly SeenRequest[];
  /** How many times the list of models was asked for. */
  readonly lookups: () => number;
  /** Puts faults into the queue: each goes to one chat completion, in order; afterwards answers are right again. */
  faults(...faults: readonly Fault[]): void;
  /** Resolves when this many requests have come in since the start. */
  received(count: number): Promise<void>;
  close(): Promise<void>;
}

/** How the server differs from one that takes everything. */
export interface VisionServerOptions {
  /** The models there are; every model when absent. */
  readonly models?: readonly string[];
  /** Parameters that a model refuses, whenever they are sent. `json_schema` is the schema alone, not all of JSON mode. */
  readonly refuses?: Readonly<Record<string, readonly string[]>>;
  /** What it takes for what: the pictures of a question as they are said to be, of a sheet in reading order. */
  readonly distorts?: (seen: readonly SeenPicture[], look: 'sheet' | 'image') => readonly SeenPicture[];
  /** When models shut down, by id, `YYYY-MM-DD`. */
  readonly shutdowns?: Readonly<Record<string, string>>;
}

const labelSchema = z.object({ enum: z.tuple([z.string()]) });
const cellSchema = z.object({ properties: z.object({ label: labelSchema }) });
const answerSchema = z.object({ required: z.array(z.string()), properties: z.record(z.string(), z.unknown()) });
const bodySchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
  response_format: z
    .discriminatedUnion('type', [
      z.object({
        type: z.literal('json_schema'),
        json_schema: z.object({ strict: z.literal(true), schema: answerSchema }),
      }),
      z.object({ type: z.literal('json_object') }),
    ])
    .optional(),
});
type Body = z.infer<typeof bodySchema>;
const imageSchema = z.object({ image_url: z.object({ url: z.string().startsWith('data:image/jpeg;base64,') }) });
const textSchema = z.object({ text: z.string() });

/**
 * Starts a real HTTP server on 127.0.0.1 that speaks `POST /v1/chat/completions` and `GET /v1/models`. It decodes the sheet or
 * the images it is sent and answers from their pixels (see picture-code.ts), under the labels that it reads beside them: a
 * verdict that lands on the wrong image is a wrong verdict.
 */
export async function visionServer(options: VisionServerOptions = {}): Promise<VisionServer> {
  const requests: SeenRequest[] = [];
  const queue: Fault[] = [];
  let lookups = 0;
  const server = createServer((request, response) => {
    answer(request, response, {
      options,
      queue,
      requests,
      seen: () => server.emit('seen'),
      lookedUp: () => void lookups++,
    }).catch((error: unknown) => {
      send(response, refusal(400, 'stand_in', `The stand-in cannot answer this: ${String(error)}`));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    lookups: () => lookups,
    faults: (...faults) => void queue.push(...faults),
    received: async (count) => {
      while (requests.length < count) await once(server, 'seen');
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Desk {
  readonly options: VisionServerOptions;
  readonly queue: Fault[];
  readonly requests: SeenRequest[];
  seen(): void;
  lookedUp(): void;
}

async function answer(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  const raw = await text(request);
  const { authorization = '', ...headers } = request.headers;
  const json: unknown = raw === '' ? undefined : JSON.parse(raw);
  const model = z.object({ model: z.string() }).safeParse(json).data?.model;
  const { method = '', url: path = '' } = request;
  if (method === 'GET' && path === '/v1/models') {
    desk.lookedUp();
    return send(response, modelList(desk.options));
  }
  desk.requests.push({ method, path, headers, hasKey: authorization !== '', model, body: json });
  desk.seen();
  if (method !== 'POST' || path !== '/v1/chat/completions')
    return send(response, refusal(404, 'unknown_url', `No ${path} here`));

  const next = desk.queue.shift() ?? 'none';
  const { fault, headers: added, parameter = 'temperature' } = typeof next === 'string' ? { fault: next } : next;
  if (isOneOf(HANGS, fault)) return hang(response, fault);
  const body = bodySchema.parse(json);
  const refused = fault === 'refused-parameter' ? refusedParameter(parameter) : standingRefusal(body, desk.options);
  const reply =
    refused ??
    (isKey(REPLIES, fault)
      ? REPLIES[fault]({ model: body.model, authorization })
      : await completion(body, fault, desk.options));
  send(response, { ...reply, headers: { ...reply.headers, ...added } });
}

function standingRefusal(body: Body, { models, refuses }: VisionServerOptions): Reply | undefined {
  if (models !== undefined && !models.includes(body.model)) return unknownModel(body.model);
  const bound = body.response_format?.type === 'json_schema' ? { json_schema: true } : {};
  const parameter = refuses?.[body.model]?.find((name) => name in { ...body, ...bound });
  return parameter === undefined ? undefined : refusedParameter(parameter);
}

async function completion(body: Body, fault: FaultName, options: VisionServerOptions): Promise<Reply> {
  const right: Draft = { content: await verdicts(body, options), finish: 'stop', refusal: null };
  const { content, finish, refusal: refused } = isKey(SPOILED, fault) ? SPOILED[fault](right) : right;
  const usage = { prompt_tokens: 1300, completion_tokens: 40 * cellKeys(schemaOf(body)).length, total_tokens: 0 };
  const json = {
    id: 'chatcmpl-stand-in',
    object: 'chat.completion',
    created: 1_793_000_000,
    model: `${body.model}-2025-04-14`,
    choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content, refusal: refused } }],
    ...(fault === 'no-usage' ? {} : { usage }),
  };
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) };
}

/** The right answer, seen in the pictures; which labels are asked about stands in the schema. */
async function verdicts(body: Body, { distorts }: VisionServerOptions): Promise<string> {
  const schema = schemaOf(body);
  const keys = cellKeys(schema);
  const labels = keys.map((key) => cellSchema.parse(schema.properties[key]).properties.label.enum[0]);
  const parts = partsOf(body);
  const seen = await seenPictures(parts, labels);
  const look = parts.some((part) => 'text' in part && part.text.startsWith('Image ')) ? 'image' : 'sheet';
  const said = new Map((distorts?.(seen, look) ?? seen).map((picture) => [picture.label, picture]));
  const entries = keys.map((key, index) => {
    const label = labels[index] ?? '';
    const picture = said.get(label);
    if (picture === undefined) throw new Error(`there is no picture with the label ${label}`);
    const { type, score, confidence, r, g, b } = picture;
    return [key, { label, type, score, reason: `A picture of colour ${r}, ${g}, ${b}.`, confidence }] as const;
  });
  return JSON.stringify({ ...Object.fromEntries(entries), analysis: `A sheet of ${keys.length}.` });
}

function cellKeys({ required }: z.infer<typeof answerSchema>): readonly string[] {
  return required.filter((key) => key !== 'analysis');
}

/** The schema that binds the answer, or the one that the last message tells of. */
function schemaOf({ response_format: format, messages }: Body): z.infer<typeof answerSchema> {
  if (format?.type === 'json_schema') return format.json_schema.schema;
  const words = z.string().parse(messages.at(-1)?.content);
  return answerSchema.parse(JSON.parse(words.slice(words.indexOf('{'))));
}

function partsOf({ messages }: Body): readonly Part[] {
  const parts = messages.flatMap(({ content }) => (Array.isArray(content) ? content : []));
  return parts.flatMap((part: unknown): readonly Part[] => {
    const url = imageSchema.safeParse(part).data?.image_url.url;
    if (url !== undefined) return [{ jpeg: Buffer.from(url.split(',')[1] ?? '', 'base64') }];
    const text = textSchema.safeParse(part).data?.text;
    return text === undefined ? [] : [{ text }];
  });
}

function modelList({ models = ['gpt-4.1-mini', 'gpt-6-luna'], shutdowns = {} }: VisionServerOptions): Reply {
  const data = models.map((id) => ({
    id,
    object: 'model',
    created: 1_744_000_000,
    owned_by: 'stand-in',
    shutdown_date: shutdowns[id] ?? null,
  }));
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ object: 'list', data }),
  };
}
