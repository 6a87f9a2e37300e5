import { EvencastError } from './errors.ts';

/** Where the images of a cast and Evencast's own records lie, as prefixes of object keys. */
export interface LayoutSettings {
  /** Before the actors' folders, e.g. `custom-actors`; empty for a plain folder of actors. */
  readonly actorsPrefix: string;
  /** Between an actor's folder and its images, e.g. `training_data`; empty where the images lie in the actor's folder. */
  readonly imagesFolder: string;
  /** Before everything Evencast writes, e.g. `balancing` or `.evencast`. */
  readonly statePrefix: string;
}

/** The layout of the original system: `custom-actors/<actor>/training_data/<image>`, records under `balancing/`. */
export const BUCKET_LAYOUT: LayoutSettings = {
  actorsPrefix: 'custom-actors',
  imagesFolder: 'training_data',
  statePrefix: 'balancing',
};

/** A plain folder: `<actor>/<image>`, records under `.evencast/`. */
export const PLAIN_LAYOUT: LayoutSettings = { actorsPrefix: '', imagesFolder: '', statePrefix: '.evencast' };

/** Every object key that Evencast uses is made here and nowhere else. */
export interface Layout {
  readonly settings: LayoutSettings;
  /** Parent of the actors' folders: empty or ending in `/`. */
  readonly actors: string;
  /** Parent of one actor's images, ending in `/`. */
  readonly images: (actor: string) => string;
  readonly image: (actor: string, file: string) => string;
  readonly manifest: (actor: string) => string;
  /** What people said of an actor's images. */
  readonly notes: (actor: string) => string;
  /** Parent of all runs, ending in `/`. */
  readonly runs: string;
  /** A record of the run as a whole. */
  readonly run: (run: string, name: RunRecordName) => string;
  /** Parent of the records of all actors of a run, ending in `/`. */
  readonly runActors: (run: string) => string;
  /** A record of one actor in a run: `inspection.json`, `composite-1.jpg` … */
  readonly runActor: (run: string, actor: string, name: string) => string;
  /** Parent of a run's log of decisions, ending in `/`. */
  readonly decisions: (run: string) => string;
  readonly decision: (run: string, sequence: number) => string;
  /** Parent of all retired images, ending in `/`: below it a folder per run, and in that one per actor. */
  readonly retiredRuns: string;
  /** Parent of the images of an actor that a run retired, ending in `/`. */
  readonly retiredOf: (run: string, actor: string) => string;
  readonly retired: (run: string, actor: string, file: string) => string;
  readonly verdict: (sha256: string, judgeKey: string) => string;
  /** Parent of the marks of actors that got an upload, ending in `/`. */
  readonly uploads: string;
  readonly upload: (actor: string) => string;
  /** Which runs uploads have started lately. */
  readonly uploadStarts: string;
  /** Parent of the marks of runs that wait for a decision, ending in `/`. */
  readonly waitingRuns: string;
  readonly waitingRun: (run: string) => string;
  /** Whether a folder beside the actors' is one of theirs: not where our own records lie, nor hidden in a plain folder. */
  readonly mayBeActor: (folder: string) => boolean;
  /** Whose file a key names, directly in the folder of its images; undefined for every other key, however strange. */
  readonly imageAt: (key: string) => ImageKey | undefined;
}

/** A key of an actor's image in its parts. */
export interface ImageKey {
  readonly actor: string;
  readonly file: string;
}

/** The records that a run as a whole writes. */
export type RunRecordName =
  | 'run.json'
  | 'actors.json'
  | 'holder.json'
  | 'approval.json'
  | 'approved.json'
  | 'rollback.json'
  | 'rollbacks.json'
  | 'replans.json'
  | 'report.json'
  | 'report.html'
  | 'index.json'
  | 'metrics.json';

/** Digits of a decision's place in its log, so that a listing has them in order. */
const SEQUENCE_DIGITS = 6;

/** Characters that break a line, end a string or reorder a text; they cannot stand in a run's name. */
const RUN_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

/** Whether `name` can name a run: a Step Functions execution takes at most 80 characters of these. */
export function isRunName(name: string): boolean {
  return RUN_NAME.test(name);
}

/**
 * A name as one segment of a key. Names stay as they are (people look for their actors in the bucket), since the places
 * take any Unicode; only what no place can hold as a segment is refused.
 *
 * @throws InvalidKey for an empty name, `.`, `..` or one with `/` or a NUL.
 */
function segment(name: string): string {
  if (isSegment(name)) return name;
  throw new EvencastError('InvalidKey', `${JSON.stringify(name)} cannot be used as a name. Rename it and run again.`);
}

function isSegment(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !name.includes('/') && !name.includes('\0');
}

/** A settings value as a key prefix: slashes trimmed, one added behind what is left. */
function folder(path: string): string {
  const trimmed = path.replace(/^\/+|\/+$/g, '');
  return trimmed === '' ? '' : `${trimmed}/`;
}

/** The keys for a layout. */
export function layoutOf(settings: LayoutSettings): Layout {
  const actors = folder(settings.actorsPrefix);
  const state = folder(settings.statePrefix);
  const images = (actor: string) => `${actors}${segment(actor)}/${folder(settings.imagesFolder)}`;
  const runFolder = (run: string) => `${state}runs/${segment(run)}/`;
  const uploads = `${state}uploads/actors/`;
  const runs = `${state}runs/`;
  const mayBeActor = (name: string) =>
    !runs.startsWith(`${actors}${name}/`) && (actors !== '' || !name.startsWith('.'));
  const retiredOf = (run: string, actor: string) => `${state}retired/${segment(run)}/${segment(actor)}/`;
  return {
    settings,
    actors,
    images,
    image: (actor, file) => `${images(actor)}${segment(file)}`,
    manifest: (actor) => `${state}actors/${segment(actor)}/manifest.json`,
    notes: (actor) => `${state}actors/${segment(actor)}/notes.json`,
    runs,
    run: (run, name) => `${runFolder(run)}${name}`,
    runActors: (run) => `${runFolder(run)}actors/`,
    runActor: (run, actor, name) => `${runFolder(run)}actors/${segment(actor)}/${segment(name)}`,
    decisions: (run) => `${runFolder(run)}decisions/`,
    decision: (run, sequence) => `${runFolder(run)}decisions/${String(sequence).padStart(SEQUENCE_DIGITS, '0')}.json`,
    retiredRuns: `${state}retired/`,
    retiredOf,
    retired: (run, actor, file) => `${retiredOf(run, actor)}${segment(file)}`,
    verdict: (sha256, judgeKey) => `${state}verdicts/${segment(sha256)}/${segment(judgeKey)}.json`,
    uploads,
    upload: (actor) => `${uploads}${segment(actor)}.json`,
    uploadStarts: `${state}uploads/starts.json`,
    waitingRuns: `${state}waiting/`,
    waitingRun: (run) => `${state}waiting/${segment(run)}.json`,
    mayBeActor,
    imageAt: (key) => imageAt(key, actors, images, mayBeActor),
  };
}

function imageAt(
  key: string,
  actors: string,
  images: (actor: string) => string,
  mayBeActor: (name: string) => boolean,
): ImageKey | undefined {
  if (!key.startsWith(actors)) return undefined;
  const end = key.indexOf('/', actors.length);
  const actor = end === -1 ? '' : key.slice(actors.length, end);
  if (!isSegment(actor) || !mayBeActor(actor)) return undefined;
  const parent = images(actor);
  const file = key.startsWith(parent) ? key.slice(parent.length) : '';
  return isSegment(file) ? { actor, file } : undefined;
}
