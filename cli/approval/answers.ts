import type { KeptImage } from '../../local/decide-run.ts';

/** What a person typed when asked about a run's plans. */
export type Answer =
  | { readonly kind: 'yes' | 'no' | 'later' | 'help' | 'list' }
  | { readonly kind: 'open' | 'skip' | 'unskip'; readonly actor: string }
  | { readonly kind: 'keep' | 'unkeep'; readonly image: KeptImage }
  | { readonly kind: 'unknown'; readonly words: string };

const WORDS: Readonly<Record<string, 'yes' | 'no' | 'later' | 'help' | 'list'>> = {
  y: 'yes',
  yes: 'yes',
  n: 'no',
  no: 'no',
  l: 'later',
  later: 'later',
  '?': 'help',
  h: 'help',
  help: 'help',
  p: 'list',
  plan: 'list',
};

const ACTOR_WORDS: Readonly<Record<string, 'open' | 'skip' | 'unskip'>> = {
  o: 'open',
  open: 'open',
  s: 'skip',
  skip: 'skip',
  unskip: 'unskip',
};

const IMAGE_WORDS: Readonly<Record<string, 'keep' | 'unkeep'>> = { k: 'keep', keep: 'keep', unkeep: 'unkeep' };

/** Reads one line. Names may hold spaces; an actor's name and a file's never hold a slash. An empty line decides nothing. */
export function readAnswer(line: string): Answer {
  const text = line.trim();
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/u.exec(text) ?? [];
  const command = word.toLowerCase();
  const simple = WORDS[command];
  if (simple !== undefined && rest === '') return { kind: simple };
  const aboutActor = ACTOR_WORDS[command];
  if (aboutActor !== undefined)
    return rest === ''
      ? { kind: 'unknown', words: `Which actor? ${command} ACTOR` }
      : { kind: aboutActor, actor: rest };
  const aboutImage = IMAGE_WORDS[command];
  if (aboutImage !== undefined) {
    const [, actor = '', image = ''] = /^([^/]+)\/([^/]+)$/u.exec(rest) ?? [];
    if (actor === '') return { kind: 'unknown', words: `Which image? ${command} ACTOR/IMAGE` };
    return { kind: aboutImage, image: { actor, image } };
  }
  return { kind: 'unknown', words: text === '' ? 'Nothing is decided yet.' : 'That is no answer here.' };
}

/** What can be answered. */
export const ANSWERS = [
  'y  carry it out        n  reject it all        l  decide later',
  'o ACTOR  show what would happen to an actor    p  show the table again',
  'k ACTOR/IMAGE  keep an image that would leave  s ACTOR  leave an actor out',
] as const;
