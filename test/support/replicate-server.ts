import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { mosaicOf } from './mosaic.ts';
import { type Fate, isPaid, type StandInPrediction, shown } from './replicate-fates.ts';
import { API_REPLIES, type ApiFault, type ApiFaultName, json, type PictureFault, problem } from './replicate-faults.ts';
import { sendPicture } from './replicate-pictures.ts';
import { hang, isKey, isOneOf, send } from './reply.ts';
import { HANGS, type Reply } from './vision-faults.ts';

/** A request as it came. The token is told apart from its absence, and kept nowhere. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly hasToken: boolean;
  /** Parsed JSON, `undefined` for a request without a body. */
  readonly body: unknown;
}

/** A stand-in for Replicate. */
export interface ReplicateServer {
  /** Base URL with its `/v1`. */
  readonly url: string;
  /** All requests, those for pictures among them. */
  readonly requests: readonly SeenRequest[];
  /** Every prediction that was ever created, oldest first. */
  readonly predictions: readonly StandInPrediction[];
  /** How many predictions of the API's the account pays for. */
  paid(): number;
  /** Bytes of pictures that were sent. */
  sentBytes(): number;
  /** Puts faults into the queue: each goes to one request of the API, in order; afterwards answers are right again. */
  faults(...faults: readonly ApiFault[]): void;
  /** Takes the faults that are left out of the queue: the vendor is up again. */
  recover(): void;
  /** What becomes of the next predictions that are created, in order. */
  fates(...fates: readonly Fate[]): void;
  /** Puts faults into the queue of the pictures' downloads. */
  pictureFaults(...faults: readonly PictureFault[]): void;
  /** Creates a prediction as somebody else who uses the account does. */
  somebodyElse(prediction: Partial<StandInPrediction>): void;
  /** Lets an hour pass for everything there is: inputs, outputs and pictures are gone. */
  removeData(): void;
  /** Resolves when this many requests have come in since the start. */
  received(count: number): Promise<void>;
  close(): Promise<void>;
}

/** How the server is set up. */
export interface ReplicateServerOptions {
  /** Draws what a prediction makes, from its input as it was sent: a mosaic that follows from prompt and seed when absent. */
  readonly picture?: (input: Readonly<Record<string, unknown>>) => Promise<Uint8Array>;
  /** Milliseconds since 1970, for `created_at`; the machine's clock when absent. */
  readonly now?: () => number;
  /** Predictions on a page of the list, 100 when absent. */
  readonly pageSize?: number;
  /** Base URL that a page of the list names for the next one; the server's own when absent. */
  readonly nextPagesAt?: string;
}

const createSchema = z.object({ version: z.string().optional(), input: z.record(z.string(), z.unknown()) });

/**
 * Starts a real HTTP server on 127.0.0.1 that speaks as much of Replicate's API as makes images: predictions are created,
 * looked at and listed, and their pictures are fetched from the same server.
 */
export async function replicateServer(options: ReplicateServerOptions = {}): Promise<ReplicateServer> {
  const requests: SeenRequest[] = [];
  const predictions: StandInPrediction[] = [];
  const desk: Desk = { options, requests, predictions, faults: [], fates: [], pictureFaults: [], origin: '', sent: 0 };
  const server = createServer((request, response) => {
    answer(request, response, desk, () => server.emit('seen')).catch((error: unknown) => {
      send(response, problem(400, 'stand-in', `The stand-in cannot answer this: ${String(error)}`));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // A server that listens on a port has an address with one.
  desk.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${desk.origin}/v1`,
    requests,
    predictions,
    paid: () => predictions.filter(({ fate, source }) => source === 'api' && isPaid(fate)).length,
    sentBytes: () => desk.sent,
    faults: (...faults) => void desk.faults.push(...faults),
    recover: () => void desk.faults.splice(0),
    fates: (...fates) => void desk.fates.push(...fates),
    pictureFaults: (...faults) => void desk.pictureFaults.push(...faults),
    somebodyElse: (prediction) => void predictions.push({ ...created('', {}, desk), ...prediction }),
    removeData: () => predictions.splice(0, Infinity, ...predictions.map((each) => ({ ...each, removed: true }))),
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

/** What the server works with. */
interface Desk {
  readonly options: ReplicateServerOptions;
  readonly requests: SeenRequest[];
  readonly predictions: StandInPrediction[];
  readonly faults: ApiFault[];
  readonly fates: Fate[];
  readonly pictureFaults: PictureFault[];
  origin: string;
  sent: number;
}

async function answer(request: IncomingMessage, response: ServerResponse, desk: Desk, seen: () => void): Promise<void> {
  const raw = await text(request);
  const { authorization = '', ...headers } = request.headers;
  const body: unknown = raw === '' ? undefined : JSON.parse(raw);
  const { method = '', url: path = '' } = request;
  desk.requests.push({ method, path, headers, hasToken: authorization !== '', body });
  seen();
  if (!path.startsWith('/v1/')) return picture(path, response, desk);
  const next = desk.faults.shift() ?? 'none';
  const { fault, headers: added } = typeof next === 'string' ? { fault: next, headers: {} } : next;
  if (isOneOf(HANGS, fault)) return hang(response, fault);
  const reply = replyTo(method, path, body, fault, authorization, desk);
  if (fault === 'lost') return void response.socket?.resetAndDestroy();
  send(response, { ...reply, headers: { ...reply.headers, ...added } });
}

function replyTo(
  method: string,
  path: string,
  body: unknown,
  fault: ApiFaultName,
  authorization: string,
  desk: Desk,
): Reply {
  if (isKey(API_REPLIES, fault)) return API_REPLIES[fault]({ authorization });
  if (authorization === '') return problem(401, 'Unauthenticated', 'You did not pass an authentication token');
  const { pathname, searchParams } = new URL(path, desk.origin);
  const [, model, id] = /^\/v1\/(?:models\/(.+)\/)?predictions(?:\/(\w+))?$/.exec(pathname) ?? [];
  if (method === 'POST' && id === undefined) return json(201, shown(create(model ?? '', body, desk)));
  if (id !== undefined) return look(id, desk);
  if (pathname === '/v1/predictions') return list(Number(searchParams.get('cursor') ?? 0), desk);
  return problem(404, '', 'The requested resource could not be found.');
}

function create(model: string, body: unknown, desk: Desk): StandInPrediction {
  const { input, version } = createSchema.parse(body);
  const fate = desk.fates.shift() ?? 'made';
  const made = { ...created(model, input, desk), fate, ...(version === undefined ? {} : { version }) };
  desk.predictions.push(made);
  return made;
}

function created(model: string, input: Readonly<Record<string, unknown>>, desk: Desk): StandInPrediction {
  const id = `stand${String(desk.predictions.length).padStart(21, '0')}`;
  const createdAt = (desk.options.now ?? Date.now)();
  const link = `${desk.origin}/pictures/${id}/out.jpg`;
  const standing = { fate: 'made', looks: 0, removed: false, source: 'api' } as const;
  return { id, model, version: 'hidden', input, createdAt, link, ...standing };
}

function look(id: string, { predictions }: Desk): Reply {
  const index = predictions.findIndex((each) => each.id === id);
  const found = predictions[index];
  if (found === undefined) return problem(404, '', 'The requested resource could not be found.');
  const looked = { ...found, looks: found.looks + 1 };
  predictions[index] = looked;
  return json(200, shown(looked));
}

function list(cursor: number, { predictions, options, origin }: Desk): Reply {
  const end = cursor + (options.pageSize ?? 100);
  const results = predictions.toReversed().slice(cursor, end).map(shown);
  const next = end < predictions.length ? `${options.nextPagesAt ?? `${origin}/v1`}/predictions?cursor=${end}` : null;
  return json(200, { previous: null, next, results });
}

async function picture(path: string, response: ServerResponse, desk: Desk): Promise<void> {
  const found = desk.predictions.find(({ link, removed }) => !removed && new URL(link).pathname === path);
  const fault = path === '/loop' ? 'redirect-loop' : (desk.pictureFaults.shift() ?? 'none');
  const bytes = found === undefined ? undefined : await (desk.options.picture ?? mosaic)(found.input);
  sendPicture(response, bytes, fault, (count) => {
    desk.sent += count;
  });
}

function mosaic(input: Readonly<Record<string, unknown>>): Promise<Uint8Array> {
  return mosaicOf(`${input['seed']} ${input['prompt']}`, String(input['output_format']));
}
