import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cast } from '../../core/desk/contract/cast.ts';
import { type LogEntry, putDecisionsSchema } from '../../core/desk/contract/decisions.ts';
import { IDEMPOTENCY_HEADER, PLAN_HASH_HEADER, WRITE_TOKEN_HEADER } from '../../core/desk/contract/headers.ts';
import type { Refusal } from '../../core/desk/contract/refusal.ts';
import { ROUTES } from '../../core/desk/contract/routes.ts';
import { ACTOR_STATES } from '../../core/desk/rules/cast-codes.ts';
import { carryOutFor } from '../../core/desk/rules/outcome.ts';
import { undoing } from '../../core/desk/rules/undo.ts';
import { madeUpActor, PLAN_HASH, RUN, TARGET } from './desk-cast.ts';
import { drawnHash, drawnPicture } from './desk-pictures.ts';

const DIST = fileURLToPath(new URL('../../web/dist/', import.meta.url));

/** What the pages are served with; the real server's is the same. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** How the stand-in behaves; a test changes it while it runs. */
export interface StandInMood {
  /** Answers nothing at all, as a server that is gone. */
  offline: boolean;
  /** Pictures wait so many milliseconds. */
  pictureDelay: number;
  /** Decisions are refused as being about other plans. */
  stale: boolean;
  /** What writes have to carry; another one after the desk was started anew. */
  token: string;
  role: 'viewer' | 'reviewer' | 'approver';
  /** One in so many is a blind look. */
  blindOneIn: number;
}

/** An in-memory desk of a made-up cast behind real HTTP: the contract, for tests of the pages. */
export class DeskStandIn {
  readonly mood: StandInMood = {
    offline: false,
    pictureDelay: 0,
    stale: false,
    token: 'first',
    role: 'approver',
    blindOneIn: 1e9,
  };
  readonly log: LogEntry[] = [];
  /** Every write that came, by route. */
  readonly writes: string[] = [];
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

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://desk');
    if (this.mood.offline) {
      request.socket.destroy();
      return;
    }
    if (url.pathname.startsWith('/img/')) return this.#picture(url, response);
    if (!url.pathname.startsWith('/api/')) return this.#file(url, response);
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
        return ROUTES.session.answer.parse({
          schema: 1,
          mode: 'local',
          version: '0.1.0',
          place: '/home/ada/cast',
          user: 'reviewer one',
          role: this.mood.role,
          writeToken: this.mood.token,
          typedAbove: { retirements: 500, shareOfASet: 0.25 },
          sampleBeforeBulk: 20,
          blindOneIn: this.mood.blindOneIn,
          poll: { visibleMs: 2000, hiddenMs: 15000 },
          judge: { name: 'offline', model: 'offline-statistics-1', why: 'no key' },
          maker: { name: 'offline', model: 'stand-in', why: 'no token', standIn: true },
          defaults: { budgetUsd: 25 },
          groups: ['leads', 'extras'],
        });
      case 'cast':
        return ROUTES.cast.answer.parse(this.#cast());
      case 'actors':
        return ROUTES.actor.answer.parse(madeUpActor(id ?? '', this.#waiting.includes(id ?? '')));
      case 'rollbacks':
        return ROUTES.rollbackPreview.answer.parse({
          run: RUN,
          actors: this.#waiting.slice(0, 3).map((actor, at) => ({
            actor,
            putBack: [{ file: 'a.jpg', sha256: null }],
            takeOut: [{ file: 'b.jpg', sha256: null }],
            cannot: at === 0 ? [{ file: 'c.jpg', words: 'it was removed by hand since' }] : [],
            first: [],
            now: TARGET,
            after: { photorealistic: 14, bw_stylized: 3, color_stylized: 3 },
          })),
          putBack: 3,
          takeOut: 3,
          cannot: 1,
          blocked: 0,
        });
      default:
        break;
    }
    if (id === undefined) return ROUTES.runs.answer.parse({ runs: [this.#line(), { ...this.#line(), ...EARLIER }] });
    switch (part) {
      case undefined:
        return ROUTES.run.answer.parse({
          run: this.#line(),
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
        return ROUTES.progress.answer.parse(this.#progress());
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
          : wanted.decisions.map(({ actor, change, outcome }) => {
              const found = madeUpActor(actor, true).changes.find((each) => each.change.id === change);
              if (found === undefined) throw new Error(`no change ${change}`);
              return { actor, change, carryOut: carryOutFor(found.change, outcome) };
            });
      const undoes = wanted.kind === 'undo' ? wanted.sequence : null;
      const entry = { sequence, by: 'reviewer one', at: new Date().toISOString(), undoes, decisions };
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
    if (room === 'rollbacks' || url.pathname === '/api/runs') return { run: RUN };
    if (part === 'cancel') return { stopped: true, words: 'stopped; what is done stays done' };
    return { changed: true, run: null };
  }

  #cast(): Cast {
    const ids = [...this.#waiting, ...this.#balanced];
    const of = (waits: (at: number) => number, rest: (at: number) => number) =>
      ids.map((_, at) => (at < this.#waiting.length ? waits(at) : rest(at)));
    const open = this.approved === undefined;
    return {
      schema: 1,
      asOf: '2026-11-24T14:05:00.000Z',
      unreadableRuns: [],
      attention: open
        ? {
            run: RUN,
            state: 'review',
            startedAt: '2026-11-24T14:05:00.000Z',
            expiresAt: '2026-11-27T14:05:00.000Z',
            actors: this.#waiting.length,
            retire: this.#waiting.length * 3,
            generate: this.#waiting.length * 2,
            usd: this.#waiting.length * 0.1,
            byReason: {
              'near-copy': this.#waiting.length,
              'below-minimum': this.#waiting.length,
              excess: this.#waiting.length,
              'missing/bw_stylized': this.#waiting.length * 2,
            },
          }
        : null,
      stateCounts: ACTOR_STATES.map((state) =>
        state === 'review' ? this.#waiting.length : state === 'on-target' ? this.#balanced.length : 0,
      ),
      runs: [{ run: RUN, startedAt: '2026-11-24T14:05:00.000Z', state: open ? 'review' : 'applied' }],
      groups: ['leads'],
      columns: {
        id: ids,
        state: of(
          () => 0,
          () => 4,
        ),
        nowPhoto: of(
          () => 15,
          () => 13,
        ),
        nowBw: of(
          () => 2,
          () => 4,
        ),
        nowColour: of(
          () => 3,
          () => 3,
        ),
        wantPhoto: ids.map(() => 13),
        wantBw: ids.map(() => 4),
        wantColour: ids.map(() => 3),
        afterPhoto: of(
          () => 12,
          () => 13,
        ),
        afterBw: ids.map(() => 4),
        afterColour: ids.map(() => 3),
        score10: ids.map((_, at) => 61 + ((at * 7) % 30)),
        retire: of(
          () => 3,
          () => 0,
        ),
        generate: of(
          () => 2,
          () => 0,
        ),
        findings: of(
          () => 0b11,
          () => 0,
        ),
        run: ids.map(() => 1),
        group: ids.map((_, at) => at % 2),
      },
    };
  }

  #line() {
    const open = this.approved === undefined;
    return {
      run: RUN,
      startedAt: '2026-11-24T14:05:00.000Z',
      mode: 'execute' as const,
      state: open ? ('review' as const) : ('applied' as const),
      actors: this.#waiting.length + this.#balanced.length,
      planned: {
        actors: this.#waiting.length,
        retire: this.#waiting.length * 3,
        generate: this.#waiting.length * 2,
        usd: 0.4,
      },
      done: { retired: open ? 0 : 1, added: open ? 0 : 1, missing: 0, failed: 0, usd: open ? 0 : 0.05 },
      approval: open ? null : APPROVAL,
      rollbacks: [],
      here: true,
      problem: null,
    };
  }

  #progress() {
    const open = this.approved === undefined;
    const actor = this.#waiting[0] ?? '';
    const at = '2026-11-24T14:31:02.000Z';
    return {
      run: RUN,
      state: open ? ('applying' as const) : ('applied' as const),
      startedAt: '2026-11-24T14:30:00.000Z',
      sequence: 3,
      epoch: 'one',
      stages: [
        { name: 'look', state: 'done', done: 12, total: 12 },
        { name: 'review', state: 'done', done: 1, total: 1 },
        { name: 'apply', state: open ? 'under-way' : 'done', done: 5, total: 12 },
        { name: 'report', state: open ? 'waiting' : 'done', done: 0, total: 1 },
      ],
      secondsLeft: open ? 640 : null,
      spentUsd: 0.35,
      estimateUsd: 0.8,
      budgetUsd: 25,
      failures: [
        { actor, error: 'MakerRefused', message: 'The maker refused the prompt; another one is tried next time.' },
      ],
      events: [
        { sequence: 1, at, actor, what: 'started', message: null, picture: null },
        {
          sequence: 2,
          at,
          actor,
          what: 'added',
          message: null,
          picture: {
            actor,
            file: 'new.webp',
            sha256: madeUpActor(actor, true).pictures.at(-4)?.sha256 ?? null,
            type: 'bw_stylized',
            score: 7,
            standIn: true,
          },
        },
        { sequence: 3, at, actor, what: 'failed', message: 'provider refused', picture: null },
      ],
      ifStopped: open ? { retired: 4, added: 5, words: 'Nothing further is begun.' } : null,
      problem: null,
      pollMs: 2000,
    };
  }

  async #picture(url: URL, response: ServerResponse): Promise<void> {
    const [, , size, sha256] = url.pathname.split('/');
    const known = this.#types.get(sha256 ?? '');
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
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
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

const APPROVAL = {
  state: 'approved' as const,
  requestedAt: '2026-11-24T14:05:00.000Z',
  expiresAt: '2026-11-27T14:05:00.000Z',
  by: 'reviewer one',
  at: '2026-11-24T14:30:00.000Z',
  note: 'weekly',
};

const EARLIER = {
  run: '20261105-090000-before',
  startedAt: '2026-11-05T09:00:00.000Z',
  state: 'applied' as const,
  done: { retired: 88, added: 51, missing: 0, failed: 0, usd: 2.55 },
  approval: APPROVAL,
};
