import type { Config } from './config/config.ts';
import { EvencastError } from './errors.ts';
import { compareText } from './plan/set-image.ts';
import type { RunRequest } from './request.ts';

/** At most this many names in a sentence. */
const NAMES_IN_WORDS = 8;

function nameWords(names: readonly string[]): string {
  const shown = names
    .slice(0, NAMES_IN_WORDS)
    .map((name) => JSON.stringify(name))
    .join(', ');
  return names.length > NAMES_IN_WORDS ? `${shown} and ${names.length - NAMES_IN_WORDS} more` : shown;
}

/** A 32-bit number from text and a seed (FNV-1a with a final mix): equal on every machine. */
function shuffleKey(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A random choice that a seed repeats, and that changes little when an actor joins or leaves the cast. */
function sampleOf(actors: readonly string[], size: number, seed: number): readonly string[] {
  const drawn = [...actors]
    .sort((a, b) => shuffleKey(a, seed) - shuffleKey(b, seed) || compareText(a, b))
    .slice(0, size);
  return drawn.sort(compareText);
}

/**
 * The actors that a run works on, each once, in code-unit order.
 *
 * @throws NotFound for an actor, or InvalidRequest for a group, that is not there; NotFound where nobody is left.
 */
export function chooseActors(
  all: readonly string[],
  request: RunRequest,
  config: Config,
  place: string,
): readonly string[] {
  const there = new Set(all);
  const group =
    request.group !== undefined && Object.hasOwn(config.groups, request.group)
      ? config.groups[request.group]
      : undefined;
  if (request.group !== undefined && group === undefined) {
    const known = Object.keys(config.groups);
    const hint = known.length === 0 ? 'The config names no groups.' : `Its groups are ${nameWords(known)}.`;
    throw new EvencastError(
      'InvalidRequest',
      `There is no group ${JSON.stringify(request.group)} in the config. ${hint}`,
    );
  }
  const unknown = [...new Set(request.actors ?? [])].filter((actor) => !there.has(actor));
  if (unknown.length > 0) {
    const known =
      all.length === 0
        ? 'There are none.'
        : `There ${all.length === 1 ? 'is' : 'are'} ${all.length}: ${nameWords(all)}.`;
    throw new EvencastError('NotFound', `No such actor in ${place}: ${nameWords(unknown)}. ${known}`);
  }
  const asked = request.actors === undefined ? [...there] : [...new Set(request.actors)];
  const chosen = group === undefined ? asked : asked.filter((actor) => group.actors.includes(actor));
  if (chosen.length === 0 && group !== undefined && asked.length > 0) {
    throw new EvencastError(
      'NotFound',
      `None of the ${asked.length} actors asked for in ${place} is in the group ${JSON.stringify(request.group)}, which holds ${nameWords(group.actors)}.`,
    );
  }
  if (chosen.length === 0) {
    throw new EvencastError(
      'NotFound',
      `No actor to work on in ${place}. It should hold one folder per actor, with the images inside.`,
    );
  }
  return request.sample === undefined
    ? chosen.sort(compareText)
    : sampleOf(chosen, request.sample.size, request.sample.seed);
}
