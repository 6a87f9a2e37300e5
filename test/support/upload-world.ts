import { type ConfigInput, configSchema } from '../../core/config/config.ts';
import type { Metric } from '../../core/metrics/metric.ts';
import type { RunRequestInput } from '../../core/request.ts';
import type { Swept } from '../../core/uploads/start-uploads.ts';
import { noteUpload } from '../../lambdas/note-upload/task.ts';
import { sweepUploads } from '../../lambdas/sweep-uploads/task.ts';
import { PATIENCE, type TaskWorld, taskWorld } from './task-world.ts';

/** A run that a sweep started. */
export interface Started {
  readonly name: string;
  readonly request: RunRequestInput;
}

/** A bucket whose events reach the functions, and what those started. */
export interface UploadWorld extends TaskWorld {
  readonly started: readonly Started[];
  readonly counted: readonly Metric[];
  /** S3's event about a key of the bucket. */
  event(key: string, at?: number): unknown;
  note(event: unknown): Promise<{ readonly actor?: string }>;
  /** Puts an image and delivers its event. */
  upload(actor: string, file: string, body?: string): Promise<void>;
  sweep(): Promise<Swept>;
  minutes(count: number): Promise<void>;
}

/** A world of uploads, ten minutes quiet; `failStart` is thrown by the next starts while there is one. */
export function uploadWorld(
  uploads: NonNullable<ConfigInput['aws']>['uploads'] = {},
  failStart: Error[] = [],
): UploadWorld {
  const world = taskWorld();
  const config = configSchema.parse({ aws: { uploads: { enabled: true, ...uploads } } });
  const started: Started[] = [];
  const counted: Metric[] = [];
  const starter = {
    async start(name: string, request: RunRequestInput) {
      const failure = failStart.shift();
      if (failure !== undefined) throw failure;
      if (!started.some((run) => run.name === name)) started.push({ name, request });
    },
  };
  const metrics = { put: (some: readonly Metric[]) => void counted.push(...some) };
  const ports = { ...world, config, starter, metrics, bucket: 'cast', prefix: 'lead/' };
  const event = (key: string, at = world.clock.now()) => ({
    version: '0',
    source: 'aws.s3',
    'detail-type': 'Object Created',
    time: new Date(at).toISOString(),
    detail: { version: '0', bucket: { name: 'cast' }, object: { key, size: 1, etag: 'x', sequencer: '1' } },
  });
  const note = (some: unknown) => noteUpload(some, ports, PATIENCE.signal);
  return {
    ...world,
    config,
    started,
    counted,
    event,
    note,
    async upload(actor, file, body = 'x') {
      await world.store.put(world.layout.image(actor, file), body);
      await note(event(`lead/${world.layout.image(actor, file)}`));
    },
    sweep: () => sweepUploads({}, ports, PATIENCE.signal),
    minutes: (count) => world.clock.sleep(count * 60_000),
  };
}
