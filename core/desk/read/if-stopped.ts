import type { KeptRun } from '../../ports/run-keeper.ts';
import type { Progress } from '../contract/progress.ts';

/**
 * What stays done where a run that is under way here is stopped now, in numbers and words.
 *
 * @param pictures made and retired of those approved, where that is counted.
 */
export function ifStopped(
  { events, doing }: KeptRun,
  pictures: KeptRun['pictures'],
): NonNullable<Progress['ifStopped']> {
  const count = (what: string) => events.filter((event) => event.what === what).length;
  const [retired, added] = [pictures?.retire.done ?? count('retired'), pictures?.generate.done ?? count('added')];
  const open = (of: { readonly done: number; readonly total: number }) => Math.max(0, of.total - of.done);
  const left =
    pictures === undefined
      ? ''
      : ` ${open(pictures.generate)} are not made and ${open(pictures.retire)} stay in their sets.`;
  const words =
    doing === 'planning'
      ? 'Nothing was changed yet. What was judged is remembered, so that starting again costs nothing twice.'
      : doing === 'rolling-back'
        ? 'What was taken back stays taken back; going on takes back the rest.'
        : `What was done stays done and can be rolled back; the rest stays as it is.${left} The run can be gone on with.`;
  return { retired, added, words };
}
