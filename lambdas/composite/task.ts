import { type ActorOutput, actorInputSchema } from '../../core/contract.ts';
import { byFileName, fileKind, MAX_IMAGE_BYTES } from '../../core/image-files.ts';
import { verdictMemory } from '../../core/judging/verdict-memory.ts';
import type { Layout } from '../../core/layout.ts';
import type { ImageCodec } from '../../core/ports/image-codec.ts';
import type { Judge } from '../../core/ports/judge.ts';
import type { ObjectInfo, ObjectStore } from '../../core/ports/object-store.ts';
import type { Inspection } from '../../core/records/inspection.ts';
import { momentName } from '../../core/records/moment.ts';
import { parseRecord, recordText } from '../../core/records/record-text.ts';
import { runRecordSchema } from '../../core/records/run-record.ts';
import { drawSheets } from './draw-sheets.ts';

/** What Composite works with. */
export interface CompositePorts {
  readonly store: ObjectStore;
  readonly layout: Layout;
  readonly codec: ImageCodec;
  /** Nothing is asked of it: only what it would need is looked at. */
  readonly judge: Pick<Judge, 'signatures' | 'sheetCells' | 'readsStatistics' | 'manner'>;
}

/** A file of the actor's folder. */
export interface SetFile extends ObjectInfo {
  readonly file: string;
}

/**
 * Looks at every image of an actor, draws the contact sheets (for people: the whole set; for a judge that wants sheets:
 * at most so many cells each, only of images without a remembered verdict; each image alone where the judge may be shown it
 * so) and writes down what was found.
 */
export async function composite(input: unknown, ports: CompositePorts, signal: AbortSignal): Promise<ActorOutput> {
  const { run, actor, moment } = actorInputSchema.parse(input);
  const { store, layout, judge } = ports;
  const runKey = layout.run(run, 'run.json');
  const { request } = parseRecord(runRecordSchema, (await store.get(runKey, { signal })).body, runKey);

  const files = await setFiles(store, layout.images(actor), signal);
  const images = files.filter(({ file, size }) => fileKind(file) === 'image' && size <= MAX_IMAGE_BYTES);
  const memory = verdictMemory(store, layout, judge.signatures, { run, force: request.force });
  const save = (name: string, body: Uint8Array, contentType: string) =>
    store.put(layout.runActor(run, actor, momentName(moment, name)), body, { contentType, signal });
  const views = { seed: `${run}/${moment}/${actor}`, planned: moment === 'before' };
  const drawn = await drawSheets(images, { ...ports, ...views, memory, save }, signal);

  const inspection: Inspection = {
    schema: 1,
    actor,
    ...drawn,
    unreadable: [...drawn.unreadable, ...unopened(files)].sort(byFileName),
    ignored: files.filter(({ file }) => fileKind(file) === 'other').map(({ file }) => file),
  };
  const key = layout.runActor(run, actor, momentName(moment, 'inspection.json'));
  await store.put(key, recordText(inspection), { signal });
  return { run, actor };
}

/** The files directly in the actor's folder, by name. Folders inside it belong to somebody else. */
async function setFiles(store: ObjectStore, prefix: string, signal: AbortSignal): Promise<readonly SetFile[]> {
  const files: SetFile[] = [];
  for await (const info of store.list(prefix, { signal })) {
    const file = info.key.slice(prefix.length);
    if (file !== '' && !file.includes('/')) files.push({ ...info, file });
  }
  return files.sort(byFileName);
}

/** Pictures that are not even opened, with the reason. */
function unopened(files: readonly SetFile[]): Inspection['unreadable'] {
  return files.flatMap(({ file, size, version }) => {
    const kind = fileKind(file);
    if (kind === 'unsupported')
      return [{ file, size, version, reason: 'only JPEG, PNG and WebP are read; convert it' }];
    if (kind === 'image' && size > MAX_IMAGE_BYTES) {
      const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
      return [{ file, size, version, reason: `${megabytes(size)}, above the limit of ${megabytes(MAX_IMAGE_BYTES)}` }];
    }
    return [];
  });
}
