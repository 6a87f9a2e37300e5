import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LogEntry } from '../../core/desk/contract/decisions.ts';
import { FRONT_PATH } from '../../core/desk/contract/front.ts';
import { IDEMPOTENCY_HEADER, WRITE_TOKEN_HEADER } from '../../core/desk/contract/headers.ts';
import type { Refusal } from '../../core/desk/contract/refusal.ts';
import { sendPage } from './built-pages.ts';
import { DeployedSide } from './deployed-side.ts';
import { madeUpActor } from './desk-cast.ts';
import { drawnHash, drawnPicture } from './desk-pictures.ts';
import type { MadeUpRun, StandInMood } from './desk-records.ts';
import { type StandInState, standInRead } from './stand-in-reads.ts';
import { standInWrite } from './stand-in-writes.ts';

/** An in-memory desk of a made-up cast behind real HTTP: the contract, for tests of the pages. */
export class DeskStandIn implements StandInState {
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

  get run(): MadeUpRun {
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
    if (!url.pathname.startsWith('/api/'))
      return sendPage(response, url.pathname, { signIn: this.deployed.identity?.origin });
    const no = this.deployed.whyNot(request.headers.authorization);
    if (no !== undefined) return this.#json(response, ...no);
    if (request.method === 'GET') return this.#json(response, 200, standInRead(this, url));
    const key = `${request.headers[IDEMPOTENCY_HEADER]}`;
    if (request.headers[WRITE_TOKEN_HEADER] !== this.mood.token)
      return this.#refuse(response, 403, { error: 'WrongOrigin', message: 'no token' });
    let text = '';
    for await (const chunk of request) text += chunk;
    this.writes.push(`${request.method} ${url.pathname}`);
    if (this.mood.stale && url.pathname.endsWith('/decisions'))
      return this.#refuse(response, 409, { error: 'Stale', message: 'There are newer plans than these.' });
    const answer = this.#answers.get(key) ?? standInWrite(this, url, request.headers, JSON.parse(text));
    this.#answers.set(key, answer);
    return this.#json(response, 200, answer);
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

  #refuse(response: ServerResponse, status: number, refusal: Refusal): void {
    this.#json(response, status, refusal);
  }

  #json(response: ServerResponse, status: number, body: unknown): void {
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(body));
  }
}
