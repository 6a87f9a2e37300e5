import { TYPE_NAMES } from '../../core/image-type.ts';
import { usdWords } from '../../core/money/prices.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { retireWords } from '../../core/report/wording.ts';
import { printable } from '../render/printable.ts';
import type { Style } from '../render/style.ts';

/** Characters of a reason or prompt that are shown. */
const WORDS = 160;

/**
 * An actor's plan for a terminal: every image that would leave with its reason, and every one that would be made.
 *
 * @param edited prompts that somebody wrote instead of the plan's, by change.
 */
export function planLines(
  { actor, changes, cost }: Plan,
  kept: ReadonlySet<string>,
  edited: ReadonlyMap<string, string>,
  style: Style,
): readonly string[] {
  const lines = changes.map((change) => {
    if (change.kind === 'generate') {
      const prompt = edited.get(change.id);
      const which = prompt === undefined ? `prompt ${change.promptNumber}` : 'an edited prompt';
      return `  + ${TYPE_NAMES[change.type]}, ${which}: ${printable(prompt ?? change.prompt, WORDS)}`;
    }
    const stays = kept.has(change.file) ? style.good(' stays, as you said') : '';
    const why = retireWords(change.reason, (file) => file);
    return `  − ${printable(change.file)}  ${TYPE_NAMES[change.type]}, score ${change.score}: ${printable(why, WORDS)}${stays}`;
  });
  const heading = `${style.bold(printable(actor))}: ${changes.length} changes, about ${usdWords(cost.usd)}`;
  return [heading, ...lines];
}
