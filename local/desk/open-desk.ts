import { fileURLToPath } from 'node:url';
import type { Hono } from 'hono';
import { deskApp } from '../../adapters/desk/desk-app.ts';
import { type LocalGate, localGate } from '../../adapters/desk/local-gate.ts';
import { ownLinks } from '../../adapters/desk/own-links.ts';
import { pageFiles } from '../../adapters/desk/page-files.ts';
import { pictureShelf } from '../../adapters/desk/picture-shelf.ts';
import { LOCAL_POLICY } from '../../adapters/desk/security-headers.ts';
import type { Environment } from '../../adapters/environment.ts';
import type { Config } from '../../core/config/config.ts';
import type { JudgeName } from '../../core/config/judge-choice.ts';
import { deskActions } from '../../core/desk/desk-actions.ts';
import type { DeskWorld } from '../../core/desk/desk-world.ts';
import { deskMemory } from '../../core/desk/read/desk-memory.ts';
import { pictureFinder } from '../../core/desk/read/find-picture.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { MakerName } from '../../core/ports/image-maker.ts';
import { isGone, newHolder } from '../holder.ts';
import type { World } from '../machine/handlers.ts';
import { openWorld, openWorldOf } from '../open-world.ts';
import { type LocalKeeper, localKeeper } from './run-keeper.ts';
import { thumbnailFolder } from './thumbnail-folder.ts';

/** The pages as they are built, beside the code that is running. */
const PAGES = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** What a desk on this machine is opened with. */
export interface DeskOptions {
  readonly where: string;
  readonly state: string | undefined;
  readonly cwd: string;
  readonly config: Config;
  readonly judge: JudgeName | undefined;
  readonly maker: MakerName | undefined;
  /** Folder for the files for people, relative to `cwd`. */
  readonly output: string;
  readonly user: string;
  readonly version: string;
  readonly allowHosts?: readonly string[] | undefined;
  readonly env: Environment;
  readonly clock: Clock;
  readonly random: () => number;
  /** Hears of what went wrong inside. */
  readonly onBug: (error: unknown) => void;
  readonly retryPause?: number | undefined;
}

/** A desk that can be asked. */
export interface OpenedDesk {
  readonly app: Hono;
  readonly gate: LocalGate;
  readonly keeper: LocalKeeper;
  /** Where the images are, in words. */
  readonly place: string;
  /** Whether the pages were built. */
  readonly hasPages: boolean;
}

/** Opens a desk over a place: the same rules as the commands, and its runs in this process. */
export async function openDesk(options: DeskOptions): Promise<OpenedDesk> {
  const { where, state, cwd, config, judge, maker, output, user, env, clock, random, retryPause } = options;
  const { world } = await openWorld({ where, state, cwd, config, judge, maker, env, clock });
  const memory = deskMemory(world.store);
  const worldOf = async (record: Parameters<typeof openWorldOf>[0]) =>
    (await openWorldOf(record, { where, state, cwd, env, clock })).world;
  const keeper = localKeeper({ world, worldOf, memory, cwd, output, where, state, random, retryPause });
  const about = aboutOf(world, options.version);
  const desk: DeskWorld = { ...world, isGone, newHolder, memory, keeper, linker: ownLinks(), about };
  const gate = localGate({ person: { user, role: 'approver' }, clock, allowHosts: options.allowHosts });
  const pages = await pageFiles(PAGES);
  const shelf = pictureShelf({ finder: pictureFinder(desk), codec: world.codec, cache: thumbnailFolder(env) });
  const app = deskApp({
    actions: deskActions(desk),
    gate,
    policy: LOCAL_POLICY,
    shelf,
    pages,
    front: { schema: 1, mode: 'local' },
    onBug: options.onBug,
  });
  return { app, gate, keeper, place: world.store.place, hasPages: pages.has('/index.html') };
}

function aboutOf({ judge, judgeWhy, maker, makerWhy }: World, version: string): DeskWorld['about'] {
  const [preferred] = judge.signatures;
  return {
    mode: 'local',
    version,
    judge: { name: preferred?.name ?? '', model: preferred?.model ?? '', why: judgeWhy },
    maker: { name: maker.name, model: maker.model, why: makerWhy, standIn: maker.standIn },
  };
}
