import { ENVIRONMENT } from '../../core/deployed-names.ts';
import { type Layout, layoutOf, PLAIN_LAYOUT } from '../../core/layout.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { systemClock } from '../clock/system-clock.ts';
import type { Environment } from '../environment.ts';
import { s3Client } from '../s3/client.ts';
import { s3ObjectStore } from '../s3/object-store.ts';
import { functionPlaces } from './function-config.ts';
import { setting } from './setting.ts';

/** What every function of the pipeline works with. */
export interface PipelineWorld {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly clock: Clock;
  /** Of another execution nobody here knows whether it has ended; its lease runs out. */
  readonly isGone: (holder: string) => boolean;
}

/**
 * The store and layout of a deployed function, as its construct set them. Made once per sandbox.
 *
 * @throws InvalidConfig where something is missing.
 */
export function pipelineWorld(env: Environment): PipelineWorld {
  const places = functionPlaces(env);
  return {
    store: s3ObjectStore(s3Client({}), bucketPlace(env)),
    layout: layoutOf(places.layout === 'plain' ? PLAIN_LAYOUT : places),
    clock: systemClock(),
    isGone: () => false,
  };
}

/** The bucket and the folder of it that everything lies in; the prefix is empty or ends in `/`. @throws InvalidConfig. */
export function bucketPlace(env: Environment): { readonly bucket: string; readonly prefix: string } {
  const prefix = env[ENVIRONMENT.prefix] ?? '';
  const ended = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  return { bucket: setting(env, ENVIRONMENT.bucket), prefix: ended };
}
