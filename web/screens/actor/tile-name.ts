import type { Outcome } from '../../../core/desk/contract/decisions.ts';
import { visibleText } from '../../parts/visible-text.ts';
import { REASON_WORDS, TYPE_WORDS } from '../../parts/words.ts';
import { type Tile, typeOf } from './tiles.ts';

/** What a tile is called: decision, proposal, type, score, file, in this order. */
export function tileName(tile: Tile, outcome: Outcome | null, isBlind: boolean): string {
  const { change, picture } = tile;
  const type = typeOf(tile);
  const file = change?.change.kind === 'retire' ? change.change.file : picture?.file;
  const score = picture?.verdict?.score;
  return [
    ...(change === undefined ? [picture?.pinned ? 'stays, pinned' : 'stays'] : [outcome ?? 'undecided']),
    ...(change === undefined ? [] : [isBlind ? 'blind look: the plan is hidden' : proposalWords(tile)]),
    isBlind || type === undefined ? '' : TYPE_WORDS[type],
    isBlind || score === undefined ? '' : `score ${score}`,
    change?.moved == null && picture?.moved == null ? '' : 'changed since the plan was made',
    file === undefined ? '' : visibleText(file),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function proposalWords({ change }: Tile): string {
  if (change === undefined) return '';
  if (change.change.kind === 'generate') return 'plan: make';
  const kept = change.kept === null ? '' : ` of ${visibleText(change.kept.file)}`;
  return `plan: retire, ${REASON_WORDS[change.group]}${kept}`;
}
