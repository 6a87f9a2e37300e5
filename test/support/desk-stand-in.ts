import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { securityHeaders } from '../../adapters/desk/security-headers.ts';
import { type LogEntry, putDecisionsSchema } from '../../core/desk/contract/decisions.ts';
import { FRONT_PATH } from '../../core/desk/contract/front.ts';
import { IDEMPOTENCY_HEADER, PLAN_HASH_HEADER, WRITE_TOKEN_HEADER } from '../../core/desk/contract/headers.ts';
import type { Refusal } from '../../core/desk/contract/refusal.ts';
import { ROUTES } from '../../core/desk/contract/routes.ts';
import { pagePolicy } from '../../core/desk/policy.ts';
import { carryOutFor } from '../../core/desk/rules/outcome.ts';
import { undoing } from '../../core/desk/rules/undo.ts';
import { DeployedSide } from './deployed-side.ts';
import { madeUpActor, PLAN_HASH, RUN, TARGET } from './desk-cast.ts';
import { drawnHash, drawnPicture } from './desk-pictures.ts';
import {
  APPROVAL,
  castOf,
  EARLIER,
  lineOf,
  type MadeUpRun,
  OF_ACTOR,
  progressOf,
  rollbackOf,
  type StandInMood,
  sessionOf,
} from './desk-records.ts';

const DIST = fileURLToPath(new URL('../../web/dist/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** An in-memory desk of a made-up cast behind real HTTP: the contract, for tests of the pages. */
export class DeskStandIn {
  readonly mood: StandInMood = {
    offline: false,
    pictureDelay: 0,
    stale: false,
    token: 'first',
    role: 'approver',
    blindOneIn: 1e9,
    brokenLinks: false,
  };
  readonly log: LogEntry[] = [];
  /** Every write that came, by route. */
  readonly writes: string[] = [];
  readonly deployed = new DeployedSide(this.mood);
  approved: unknown;
  readonly #waiting: readonly string[];
  readonly #balanced: readonly string[];
  readonly #answers = new Map<string, unknown>();
  readonly #types = new Map<string, { name: string; type: 'photorealistic' | 'bw_stylized' | 'color_stylized' }>();
  readonly #server: Server;

  private constructor(waiting: readonly string[], balanced: readonly string[]) {
    this.#waiting = waiting;
    this.#balanced = balanced;
    for (const actor of [...waiting, ...balanced].slice(0, 60))
      for (const { sha256, verdict, file } of madeUpActor(actor, true).pictures)
        if (sha256 !== null) {
          const isCopy = file.endsWith('_02.jpg');
          const type = verdict?.type ?? 'photorealistic';
          const copied = file.replace('_02.jpg', '_01.jpg');
          this.#types.set(sha256, { name: `${actor}/${isCopy && type === 'photorealistic' ? copied : file}`, type });
        }
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch((error: unknown) => {
        this.#refuse(response, 500, { error: 'Internal', message: String(error) });
      });
    });
  }

  /** Starts one on a free port. */
  static async start(waiting: readonly string[], balanced: readonly string[]): Promise<DeskStandIn> {
    const desk = new DeskStandIn(waiting, balanced);
    await new Promise<void>((resolve) => desk.#server.listen(0, '127.0.0.1', resolve));
    return desk;
  }

  get url(): string {
    const address = this.#server.address() as AddressInfo | null;
    if (address === null) throw new Error('The stand-in is stopped.');
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** What was decided last of a change. */
  decided(actor: string, change: string): boolean | null | undefined {
    return this.log
      .flatMap(({ decisions }) => decisions)
      .findLast((said) => said.actor === actor && said.change === change)?.carryOut;
  }

  get #run(): MadeUpRun {
    return { waiting: this.#waiting, balanced: this.#balanced, open: this.approved === undefined };
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://desk');
    if (this.mood.offline) {
      request.socket.destroy();
      return;
    }
    if (url.pathname.startsWith('/img/')) return this.#picture(url, response);
    if (url.pathname === FRONT_PATH)
      return this.#json(response, 200, this.deployed.identity?.front ?? { schema: 1, mode: 'local' });
    if (!url.pathname.startsWith('/api/')) return this.#file(url, response);
    const no = this.deployed.whyNot(request.headers.authorization);
    if (no !== undefined) return this.#json(response, ...no);
    if (request.method === 'GET') return this.#json(response, 200, this.#read(url));
    const key = `${request.headers[IDEMPOTENCY_HEADER]}`;
    if (request.headers[WRITE_TOKEN_HEADER] !== this.mood.token)
      return this.#refuse(response, 403, { error: 'WrongOrigin', message: 'no token' });
    let text = '';
    for await (const chunk of request) text += chunk;
    this.writes.push(`${request.method} ${url.pathname}`);
    if (this.mood.stale && url.pathname.endsWith('/decisions'))
      return this.#refuse(response, 409, { error: 'Stale', message: 'There are newer plans than these.' });
    const answer = this.#answers.get(key) ?? this.#write(url, request, JSON.parse(text));
    this.#answers.set(key, answer);
    return this.#json(response, 200, answer);
  }

  #read(url: URL): unknown {
    const [, , room, id, part] = url.pathname.split('/').map(decodeURIComponent);
    const actors = this.#waiting.map((actor) => madeUpActor(actor, this.approved === undefined));
    switch (room) {
      case 'session':
        return ROUTES.session.answer.parse(sessionOf(this.mood));
      case 'pictures':
        return this.deployed.links(url.searchParams.getAll('of'));
      case 'cast':
        return ROUTES.cast.answer.parse(castOf(this.#run));
      case 'actors':
        return ROUTES.actor.answer.parse(madeUpActor(id ?? '', this.#waiting.includes(id ?? '')));
      case 'rollbacks':
        return ROUTES.rollbackPreview.answer.parse(rollbackOf(this.#run));
      default:
        break;
    }
    if (id === undefined)
      return ROUTES.runs.answer.parse({
        runs: [lineOf(this.#run), { ...lineOf(this.#run), ...EARLIER }].map((line) => ({
          ...line,
          ofActor: url.searchParams.has('actor') ? OF_ACTOR : null,
        })),
      });
    switch (part) {
      case undefined:
        return ROUTES.run.answer.parse({
          run: lineOf(this.#run),
          planHash: this.approved === undefined ? PLAN_HASH : null,
          budgetUsd: 25,
          byReason: { excess: { items: 1, actors: 1 } },
          sequence: this.log.length,
          actors: [],
        });
      case 'changes':
        return ROUTES.changes.answer.parse({
          planHash: PLAN_HASH,
          plans: actors.map(({ actor, before, after }) => ({
            actor,
            planHash: PLAN_HASH,
            before,
            target: TARGET,
            after,
          })),
          changes: actors.flatMap(({ changes }) => changes),
          next: null,
        });
      case 'decisions': {
        const after = Number(url.searchParams.get('after') ?? 0);
        return ROUTES.decisions.answer.parse({
          planHash: PLAN_HASH,
          sequence: this.log.length,
          entries: this.log.filter(({ sequence }) => sequence > after),
        });
      }
      case 'progress':
        return ROUTES.progress.answer.parse(progressOf(this.#run));
      default:
        throw new Error(`no route ${url.pathname}`);
    }
  }

  #write(url: URL, request: IncomingMessage, body: unknown): unknown {
    const [, , room, , part] = url.pathname.split('/').map(decodeURIComponent);
    if (room === 'runs' && part === 'decisions') {
      if (request.headers[PLAN_HASH_HEADER] !== `"${PLAN_HASH}"`) throw new Error('no plan hash');
      const wanted = putDecisionsSchema.parse(body);
      const sequence = this.log.length + 1;
      const decisions =
        wanted.kind === 'undo'
          ? undoing(this.log, wanted.sequence).map((said) => ({ ...said, change: said.change ?? null }))
          : wanted.kind === 'prompt'
            ? [{ actor: wanted.actor, change: wanted.change, carryOut: null, prompt: wanted.prompt }]
            : wanted.decisions.map(({ actor, change, outcome }) => {
                const found = madeUpActor(actor, true).changes.find((each) => each.change.id === change);
                if (found === undefined) throw new Error(`no change ${change}`);
                return { actor, change, carryOut: carryOutFor(found.change, outcome) };
              });
      const undoes = wanted.kind === 'undo' ? wanted.sequence : null;
      const entry = {
        sequence,
        by: 'reviewer one',
        at: new Date().toISOString(),
        undoes,
        carriedFrom: null,
        decisions,
      };
      this.log.push(entry);
      return { sequence, entry, moved: [] };
    }
    if (room === 'runs' && part === 'approve') {
      this.approved = body;
      return { first: true, approval: APPROVAL, retire: 1, generate: 0, moved: [], started: true };
    }
    if (url.pathname === '/api/runs/estimate')
      return ROUTES.estimate.answer.parse({
        actors: 12,
        images: 240,
        toJudge: 20,
        judgingUsdAtMost: 0.06,
        toMake: 14,
        makingUsdAbout: 0.7,
        budgetUsd: 25,
        judge: 'offline',
        maker: 'offline',
      });
    if (url.pathname === '/api/rollbacks/pictures') return { run: RUN, done: 1, cannot: [] };
    if (part === 'replan') return { run: '20261124-143000-again' };
    if (room === 'rollbacks' || url.pathname === '/api/runs') return { run: RUN };
    if (part === 'cancel') return { stopped: true, words: 'stopped; what is done stays done' };
    return { changed: true, run: null };
  }

  async #picture(url: URL, response: ServerResponse): Promise<void> {
    const [, , size, sha256] = url.pathname.split('/');
    const known = size === 'gone' ? undefined : this.#types.get(sha256 ?? '');
    if (this.mood.pictureDelay > 0) await new Promise((resolve) => setTimeout(resolve, this.mood.pictureDelay));
    if (known === undefined || sha256 === drawnHash(''))
      return this.#refuse(response, 404, { error: 'NotFound', message: 'no' });
    const body = await drawnPicture(known.name, known.type, size === '320' ? '320' : '1600');
    response.writeHead(200, { 'content-type': 'image/webp', 'cache-control': 'max-age=31536000, immutable' }).end(body);
  }

  #file(url: URL, response: ServerResponse): void {
    const isAsset = /^\/(assets\/[\w.-]+|icon\.svg|theme\.js)$/.test(url.pathname);
    const name = isAsset ? url.pathname.slice(1) : 'index.html';
    response.writeHead(200, {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      ...securityHeaders(pagePolicy({ signIn: this.deployed.identity?.origin })),
    });
    response.end(readFileSync(join(DIST, name)));
  }

  #refuse(response: ServerResponse, status: number, refusal: Refusal): void {
    this.#json(response, status, refusal);
  }

  #json(response: ServerResponse, status: number, body: unknown): void {
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(body));
  }
}
