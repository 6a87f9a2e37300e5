import type { Config } from '../config/config.ts';
import type { Layout } from '../layout.ts';
import type { Clock } from '../ports/clock.ts';
import type { ImageMaker } from '../ports/image-maker.ts';
import type { Judge } from '../ports/judge.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { PictureLinker } from '../ports/picture-linker.ts';
import type { RunKeeper } from '../ports/run-keeper.ts';
import type { Session } from './contract/session.ts';
import type { DeskMemory } from './read/desk-memory.ts';

/** What the desk works with. */
export interface DeskWorld {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly clock: Clock;
  readonly config: Config;
  readonly judge: Pick<Judge, 'costCeiling'>;
  readonly maker: Pick<ImageMaker, 'usdPerImage'>;
  readonly keeper: RunKeeper;
  readonly linker: PictureLinker;
  /** Whether the process that holds a lease has ended. */
  readonly isGone: (holder: string) => boolean;
  /** A name to hold leases under. */
  readonly newHolder: () => string;
  readonly memory: DeskMemory;
  /** What a session says that does not depend on who sits there. */
  readonly about: Pick<Session, 'mode' | 'version' | 'judge' | 'maker'>;
}
