import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageType } from '../../core/image-type.ts';
import { loadConfig } from '../../local/config-file.ts';
import { type OpenedDesk, openDesk } from '../../local/desk/open-desk.ts';
import { serveDesk } from '../../local/desk/serve-desk.ts';
import { type Visitor, visitor } from './desk-visitor.ts';
import { fakeClock } from './fake-clock.ts';
import { coloured, type Files, writeCast } from './small-cast.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { vendors } from './vendors.ts';

/** Pictures of 96 pixels are large enough here, and a set of six is a full one: 4 photographs, one in ink, one in colour. */
export const DESK_CONFIG = JSON.stringify({
  target: { total: 6, floor: 2, shares: { photorealistic: 66, bw_stylized: 17, color_stylized: 17 } },
  generate: { minEdge: 64 },
  groups: { leads: { actors: ['ada'] } },
});

let variant = 5000;

/** So many pictures of one type, the worst first. */
export async function pictures(type: ImageType, count: number): Promise<Files> {
  const files = Array.from({ length: count }, async (_, n) => {
    return [`${type}-${n}.png`, await coloured({ type, score: 5 + n }, variant++)] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

/** A desk over a folder, with stand-ins for the vendors. */
export interface DeskStand {
  readonly folder: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Comes in with a link of their own. */
  visit(): Promise<Visitor>;
  readonly address: string;
  /** A link that nobody has used. */
  newEntry(): string;
  /** Moves the desk's clock. */
  pass(ms: number): Promise<void>;
  /** Waits until no run is under way. */
  idle(): Promise<void>;
  /** The desk's process ends and another one begins over the same folder, at the same address; `between` has neither. */
  restart(between?: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
  /** Whether the desk hears what its runs do while they do it. */
  readonly isFollowed: boolean;
  /** Whether everybody has to come in anew after {@link restart}. */
  readonly endsSessions: boolean;
  /** Puts a retired image back: at the desk, or where that does not by the command that it names. */
  putBack(visitor: Visitor, actor: string, file: string): Promise<string | null>;
}

/** Opens a desk over a cast, by actor. */
export type OpenDeskStand = (cast: Readonly<Record<string, Files>>) => Promise<DeskStand>;

/** Opens a desk on this machine, over a folder. */
export const deskStand: OpenDeskStand = async (cast) => {
  const stand = await vendors();
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'evencast.config.jsonc'), DESK_CONFIG);
  const folder = writeCast(cast);
  const clock = fakeClock();
  const env = { ...stand.env, XDG_CACHE_HOME: join(cwd, 'cache') };
  let drawn = 0;
  const open = async (port = 0) => {
    const { config } = await loadConfig(cwd, undefined);
    const desk: OpenedDesk = await openDesk({
      where: folder,
      state: undefined,
      cwd,
      config,
      judge: undefined,
      maker: undefined,
      output: 'out',
      user: 'kim',
      version: '1.2.3-test',
      env,
      clock,
      random: () => ((++drawn * 7919) % 100_003) / 100_003,
      onBug: (error) => {
        bugs.push(error);
      },
      retryPause: 0,
    });
    return { desk, served: await serveDesk(desk, port) };
  };
  const bugs: unknown[] = [];
  let now = await open();
  return {
    folder,
    cwd,
    env,
    get address() {
      return now.served.address;
    },
    newEntry: () => now.desk.gate.newEntry(),
    visit: () => visitor(now.served.address, now.desk.gate.newEntry()),
    pass: (ms) => clock.sleep(ms),
    idle: () => now.desk.keeper.idle(),
    async restart(between) {
      const { port } = new URL(now.served.address);
      await now.served.close();
      await between?.();
      now = await open(Number(port));
    },
    async close() {
      await now.served.close();
      await stand.close();
    },
    isFollowed: true,
    endsSessions: true,
    putBack: async (page, actor, file) => (await page.call('restore', { body: { actor, file } })).run,
  };
};
