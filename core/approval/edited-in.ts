import { lastWords } from '../desk/rules/last-words.ts';
import { readApproval } from './decide.ts';
import { type DecisionPlace, readDecisions } from './decisions.ts';

/** A prompt of a run that somebody wrote in place of the plan's. */
export interface EditedInRun {
  readonly actor: string;
  readonly change: string;
  readonly prompt: string;
  readonly by: string;
}

/** The prompts that were edited in a run and hold, as far as they are about its present plans. */
export async function editedIn(place: DecisionPlace, run: string): Promise<readonly EditedInRun[]> {
  const approval = await readApproval(place, run);
  if (approval === undefined) return [];
  const upTo = approval.scope.decidedUpTo ?? Number.POSITIVE_INFINITY;
  const log = await readDecisions(place, run);
  const own = log.filter(({ planHash, sequence }) => planHash === approval.planHash && sequence <= upTo);
  const words = lastWords(own);
  const names = new Map(
    own.flatMap(({ decisions }) =>
      decisions.flatMap(({ actor, change, prompt }) =>
        prompt === undefined || change === undefined ? [] : [[JSON.stringify([actor, change]), { actor, change }]],
      ),
    ),
  );
  return [...names.values()].flatMap(({ actor, change }) => {
    const edited = words.prompt(actor, change);
    return edited === undefined ? [] : [{ actor, change, prompt: edited.prompt, by: edited.by }];
  });
}
