import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIRequestContext } from 'playwright-core';
import { configSchema } from '../../core/config/config.ts';
import type { ChangesPage } from '../../core/desk/contract/changes.ts';
import { IDEMPOTENCY_HEADER, PLAN_HASH_HEADER, WRITE_TOKEN_HEADER } from '../../core/desk/contract/headers.ts';
import { ROUTES, type RouteName } from '../../core/desk/contract/routes.ts';
import type { AnswerOf } from '../../core/ports/desk-actions.ts';
import { type OpenedDesk, openDesk } from '../../local/desk/open-desk.ts';
import { serveDesk } from '../../local/desk/serve-desk.ts';

/** A real desk over a folder of drawn pictures, with the offline judge and maker, as `evencast desk` opens it. */
export interface BenchDesk {
  readonly address: string;
  readonly desk: OpenedDesk;
  close(): Promise<void>;
}

/** A folder that is gone when `work` is done. */
export async function inNewFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'evencast-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Opens a desk over `where` and serves it on any free port. */
export async function benchDesk(where: string, cwd: string): Promise<BenchDesk> {
  const desk = await openDesk({
    where,
    state: undefined,
    cwd,
    config: configSchema.parse({}),
    judge: 'offline',
    maker: 'offline',
    output: 'out',
    user: 'ada',
    version: '0.1.0',
    env: { XDG_CACHE_HOME: join(cwd, 'cache') },
    clock: { now: Date.now, sleep: async () => undefined },
    random: Math.random,
    onBug: (error) => {
      throw error;
    },
  });
  const served = await serveDesk(desk, 0);
  return { address: served.address, desk, close: () => served.close() };
}

/** What is asked of a route beside its name. */
export interface Asking {
  readonly id?: string;
  readonly query?: string;
  readonly body?: unknown;
  readonly planHash?: string;
}

/** Calls the desk's routes as a page would that came in by a link. */
export type Caller = <Name extends RouteName>(name: Name, asking?: Asking) => Promise<AnswerOf<Name>>;

let keys = 0;

/** Comes in by a link of its own; pages of the same browser context are in, too. @throws Error for a refusal. */
export async function callerOf({ address, desk }: BenchDesk, request: APIRequestContext): Promise<Caller> {
  await request.get(address + desk.gate.newEntry());
  const { writeToken } = ROUTES.session.answer.parse(await (await request.get(`${address}/api/session`)).json());
  return async (name, { id = '', query = '', body, planHash } = {}) => {
    const { method, path } = ROUTES[name];
    const isWrite = method !== 'GET';
    const response = await request.fetch(`${address}${path.replace(':id', encodeURIComponent(id))}${query}`, {
      method,
      headers: {
        ...(isWrite ? { [WRITE_TOKEN_HEADER]: writeToken, [IDEMPOTENCY_HEADER]: `bench-${++keys}` } : {}),
        ...(planHash === undefined ? {} : { [PLAN_HASH_HEADER]: `"${planHash}"` }),
      },
      ...(isWrite ? { data: body ?? {} } : {}),
    });
    if (!response.ok()) throw new Error(`${name} answered ${response.status()}: ${await response.text()}`);
    // The table's schema of this very route has just read it.
    return ROUTES[name].answer.parse(await response.json()) as never;
  };
}

/** Starts a run that waits for a decision; answers its id and what it would change. */
export async function runToReview(
  call: Caller,
  { desk }: BenchDesk,
  actors?: readonly string[],
): Promise<{ readonly run: string } & Pick<ChangesPage, 'planHash' | 'changes'>> {
  const { run } = await call('start', { body: { mode: 'execute', ...(actors === undefined ? {} : { actors }) } });
  await desk.keeper.idle();
  const { planHash, changes } = await call('changes', { id: run });
  return { run, planHash, changes };
}
