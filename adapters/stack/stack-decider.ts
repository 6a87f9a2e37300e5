import type { DecideInput, DecideOutput } from '../../core/contract.ts';
import { EvencastError } from '../../core/errors.ts';
import type { Decider } from '../../core/ports/decider.ts';
import { callDecideFunction } from './decide-function.ts';

/**
 * Has the decide function decide, which alone may end the wait of a run.
 *
 * @param name of the function.
 * @param call how it is reached.
 */
export function stackDecider(
  name: string,
  call: (name: string, input: DecideInput) => Promise<DecideOutput> = callDecideFunction,
): Decider {
  return {
    async decide(run, { state, by, planHash = '', only, except, keep, decidedUpTo, note, neverOpened }) {
      const input = {
        run,
        state,
        by,
        planHash,
        ...(only === undefined ? {} : { only: [...only] }),
        ...(except === undefined ? {} : { except: [...except] }),
        ...(keep === undefined ? {} : { keep: [...keep] }),
        ...(decidedUpTo === undefined ? {} : { decidedUpTo }),
        ...(note === undefined ? {} : { note }),
        ...(neverOpened === undefined ? {} : { neverOpened }),
      };
      const answer = await call(name, input);
      if (answer.kind === 'decided') return answer;
      throw new EvencastError(answer.error === 'NotFound' ? 'NotFound' : 'InvalidRequest', answer.message);
    },
  };
}
