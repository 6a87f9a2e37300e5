import { callDecideFunction, callerName } from '../../adapters/stack/decide-function.ts';
import { type Executions, executions, followUpName } from '../../adapters/stack/executions.ts';
import { deployedPipeline } from '../../adapters/stack/stack-outputs.ts';
import type { Config } from '../../core/config/config.ts';
import { EvencastError } from '../../core/errors.ts';
import { reviewOf } from '../../core/report/review-of.ts';
import type { RunRequestInput } from '../../core/request.ts';
import { decidableRun, type Wish } from '../decide-run.ts';
import { openPlace, type Place } from '../places/open-place.ts';

/** A deployed pipeline: the bucket it works on, and what can be asked of it. */
export interface OpenedStack {
  readonly name: string;
  readonly place: Place;
  /** How the place is named in commands: `s3://bucket/prefix`. */
  readonly where: string;
  readonly executions: Executions;
  /** Goes on with a run, or takes it back; answers the name of the execution. */
  follow(
    request: RunRequestInput & { readonly run: string; readonly mode: 'resume' | 'rollback' },
    id: string,
  ): Promise<string>;
  /** Has the pipeline take a decision about the plans that a run has now. */
  decide(run: string, wish: Omit<Wish, 'by'>): ReturnType<typeof decideOnStack>;
}

/**
 * Opens what a stack consists of. The configuration says where in the bucket things lie, as it did at the deployment.
 *
 * @throws NotFound where there is no such stack; InvalidRequest where it is no pipeline of ours.
 */
export async function openStack(name: string, cwd: string, dataset: Config['dataset']): Promise<OpenedStack> {
  const { bucket, prefix, stateMachine, decideFunction } = await deployedPipeline(name);
  const where = `s3://${bucket}/${prefix}`;
  const place = await openPlace(where, cwd, { ...dataset, layout: 'bucket' });
  const runs = executions(stateMachine);
  return {
    name,
    place,
    where,
    executions: runs,
    async follow(request, id) {
      const execution = await runs.start(followUpName(request.run, request.mode, id), request);
      return execution.name;
    },
    decide: (run, wish) => decideOnStack(place, decideFunction, run, wish),
  };
}

async function decideOnStack(place: Place, decideFunction: string, run: string, wish: Omit<Wish, 'by'>) {
  const { actors } = await decidableRun(place, run);
  const { planHash } = await reviewOf(actors);
  const { state, only, except, keep } = wish;
  const answer = await callDecideFunction(decideFunction, {
    run,
    state,
    by: await callerName(),
    planHash,
    ...(only === undefined ? {} : { only: [...only] }),
    ...(except === undefined ? {} : { except: [...except] }),
    ...(keep === undefined ? {} : { keep: [...keep] }),
  });
  if (answer.kind === 'decided') return answer;
  throw new EvencastError('InvalidRequest', answer.message);
}
