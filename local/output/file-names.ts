import { createHash } from 'node:crypto';

/** Bytes of a name that leave room for `_evaluation.json` within the 255 that file systems take. */
const MAX_NAME_BYTES = 200;

/** What some file system does not take, or what a terminal or a shell would act on. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const AWKWARD = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu;
/** Device names of Windows. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

function tidied(actor: string): string {
  let name = actor.replaceAll(AWKWARD, '_').replace(/^[-.]/, '_').replace(/[. ]$/, '_');
  while (Buffer.byteLength(name) > MAX_NAME_BYTES) name = name.slice(0, -1);
  return RESERVED.test(name) ? `_${name}` : name.toWellFormed();
}

/** What two names have in common on a file system that ignores case and composes accents. */
function sameFile(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The tidied name with a short hash of the id. */
function hashedName(actor: string): string {
  return `${tidied(actor)}-${createHash('sha256').update(actor).digest('hex').slice(0, 8)}`;
}

/**
 * File names for actors in the output folder: the actor's id where every file system can hold it and no other actor of
 * the run has the same one; else a tidied name with a short hash of the id, so that no file covers another.
 */
export function outputNames(actors: readonly string[]): ReadonlyMap<string, string> {
  const seen = new Map<string, number>();
  for (const actor of actors) seen.set(sameFile(tidied(actor)), (seen.get(sameFile(tidied(actor))) ?? 0) + 1);
  // An actor may be called just as another one's hashed name is.
  const hashed = new Set(actors.map((actor) => sameFile(hashedName(actor))));
  return new Map(
    actors.map((actor) => {
      const clear = tidied(actor) === actor && seen.get(sameFile(actor)) === 1 && !hashed.has(sameFile(actor));
      return [actor, clear ? actor : hashedName(actor)];
    }),
  );
}
