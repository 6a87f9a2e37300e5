import type { DecisionPlace } from '../../core/approval/decisions.ts';
import { editedIn } from '../../core/approval/edited-in.ts';
import { printable } from '../render/printable.ts';
import type { Style } from '../render/style.ts';

/** Edited prompts that are shown in full; of more there is the number. */
const MOST = 20;

/** What the prompts of a run were edited to, for a terminal; nothing where none was. */
export async function editedLines(place: DecisionPlace, run: string, style: Style): Promise<readonly string[]> {
  const edited = await editedIn(place, run);
  if (edited.length === 0) return [];
  const words = edited.length === 1 ? '1 prompt was edited:' : `${edited.length} prompts were edited:`;
  const lines = edited.slice(0, MOST).map(({ actor, change, prompt, by }) => {
    return `  ${printable(actor)} ${printable(change)}, by ${printable(by, 40)}: ${printable(prompt, 160)}`;
  });
  const more = edited.length > MOST ? [`  and ${edited.length - MOST} more`] : [];
  return ['', style.bold(words), ...lines, ...more];
}
