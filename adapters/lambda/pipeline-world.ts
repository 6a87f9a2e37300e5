import * as z from 'zod';
import { type Config, configSchema } from '../../core/config/config.ts';
import { ENVIRONMENT } from '../../core/contract.ts';
import { type Layout, layoutOf } from '../../core/layout.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { systemClock } from '../clock/system-clock.ts';
import { s3Client } from '../s3/client.ts';
import { s3ObjectStore } from '../s3/object-store.ts';

const environmentSchema = z.object({
  [ENVIRONMENT.bucket]: z.string().min(1),
  [ENVIRONMENT.config]: z.string().transform((text) => configSchema.parse(JSON.parse(text))),
});

/** What every function of the pipeline works with. */
export interface PipelineWorld {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly config: Config;
  readonly clock: Clock;
  /** Of another execution nobody here knows whether it has ended; its lease runs out. */
  readonly isGone: (holder: string) => boolean;
}

/**
 * The store, keys and configuration of a deployed function, from the environment that its construct gave it.
 *
 * @throws ZodError where the environment is not as the stack sets it: a function deployed by hand.
 */
export function pipelineWorld(env: Readonly<Record<string, string | undefined>>): PipelineWorld {
  const { [ENVIRONMENT.bucket]: bucket, [ENVIRONMENT.config]: config } = environmentSchema.parse(env);
  return {
    store: s3ObjectStore(s3Client({}), { bucket }),
    layout: layoutOf(config.dataset),
    config,
    clock: systemClock(),
    isGone: () => false,
  };
}
