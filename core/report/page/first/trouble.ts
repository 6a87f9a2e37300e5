import type { ActorResult } from '../../../records/actor-result.ts';
import type { Applied } from '../../../records/applied.ts';
import { stillMissing } from '../../counts-after.ts';
import { heldWords, MISSING_WORDS } from '../../wording.ts';
import { plural, sentence } from '../markup/figures.ts';

/** What a person must act on, in the order in which it is told. */
export const TROUBLE_KINDS = ['failed', 'broke-off', 'not-taken-back', 'stuck', 'stale', 'busy', 'partly'] as const;

/** One of {@link TROUBLE_KINDS}. */
export type TroubleKind = (typeof TROUBLE_KINDS)[number];

/** Why an actor needs a person. */
export interface Trouble {
  readonly kind: TroubleKind;
  /** What happened and what to do. */
  readonly message: string;
  /** The name of the error, where there is one. */
  readonly error?: string;
  /** How much of it there is with this very actor. */
  readonly note?: string;
  /** What judging had cost before it failed. */
  readonly usd: number;
}

const NO_WORDS = 'Nothing more is known. Look into the journal of the actor, in the folder of the run.';

/** The reasons, each once, as sentences; how many images each is about stands with the actor. */
function partlyMessage(applied: Applied): string {
  const missing = stillMissing(applied).map(({ why, words }) =>
    sentence(`missing: ${why === 'stopped' && words !== '' ? words.replace(/[.\s]+$/, '') : MISSING_WORDS[why]}`),
  );
  const held = applied.held.map(({ because }) => sentence(heldWords(because)));
  return [...new Set([...missing, ...held])].join(' ');
}

function partlyNote(applied: Applied): string {
  const [missing, held] = [stillMissing(applied).length, applied.held.length];
  return [missing > 0 ? `${missing} missing` : '', held > 0 ? `${held} held back` : '']
    .filter((words) => words !== '')
    .join(', ');
}

function appliedTrouble(applied: Applied): Trouble | undefined {
  const { outcome, words = NO_WORDS, notRolledBack, cannot, differs } = applied;
  if (notRolledBack !== undefined && outcome !== 'rolled-back')
    return { kind: 'not-taken-back', message: notRolledBack, usd: 0 };
  switch (outcome) {
    case 'applied':
      return undefined;
    case 'rolled-back': {
      if (cannot.length === 0) return undefined;
      const reasons = [...new Set(cannot.map((each) => sentence(each.words)))].join(' ');
      return { kind: 'stuck', message: reasons, note: plural(cannot.length, 'image'), usd: 0 };
    }
    case 'failed':
      return { kind: 'broke-off', message: words, usd: 0 };
    case 'partly':
      return { kind: 'partly', message: partlyMessage(applied) || words, note: partlyNote(applied), usd: 0 };
    case 'stale':
      return { kind: 'stale', message: words, note: plural(differs.length, 'difference'), usd: 0 };
    case 'busy':
      return { kind: 'busy', message: words, usd: 0 };
  }
}

/** What a person must act on about an actor; undefined where there is nothing. */
export function troubleOf(row: ActorResult): Trouble | undefined {
  if (row.status === 'failed') return { kind: 'failed', message: row.message, error: row.error, usd: row.usage.usd };
  return row.applied === undefined ? undefined : appliedTrouble(row.applied);
}
