import { Choice, Condition, type IChainable, JsonPath, Pass } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { OTHER_STATES, type TaskStateKey } from '../core/contract.ts';
import { VENDOR_TROUBLE } from './retry.ts';
import type { Payload, TaskMaker } from './task-maker.ts';

const RUN = { run: JsonPath.stringAt('$.run') };
const ACTOR = { ...RUN, actor: JsonPath.stringAt('$.actor') };
const EXECUTION = { execution: JsonPath.stringAt('$.execution') };

/**
 * Where a failed step of a child leads: it is recorded as the actor's result, and no child of a Map ever fails.
 *
 * @param during what was being done, for the record.
 */
function recorded(
  scope: Construct,
  make: TaskMaker,
  as: { readonly key: TaskStateKey; readonly unrecorded: string; readonly payload: Payload },
): IChainable {
  const unrecorded = new Pass(scope, as.unrecorded, {
    comment: 'The failure could not be written down; the report counts an actor without a result as failed.',
  });
  const payload = { ...as.payload, error: JsonPath.objectAt('$.error') };
  return make.task(as.key, payload, { resultPath: JsonPath.DISCARD, onError: unrecorded });
}

/** Looks at one actor, has it judged, and plans. */
export function evaluateOneActor(scope: Construct, make: TaskMaker): IChainable {
  const failure = recorded(scope, make, {
    key: 'recordFailure',
    unrecorded: OTHER_STATES.unrecorded,
    payload: { ...ACTOR, during: 'planning' },
  });
  const drop = { resultPath: JsonPath.DISCARD, onError: failure };
  return make
    .task('composite', ACTOR, drop)
    .next(make.task('evaluate', ACTOR, drop))
    .next(make.task('plan', ACTOR, drop));
}

/** Carries one actor's plan out: makes first, retires then, and looks at what came of it. */
export function applyOnePlan(scope: Construct, make: TaskMaker): IChainable {
  const actor = { ...RUN, actor: JsonPath.stringAt('$.item.actor') };
  const failure = recorded(scope, make, {
    key: 'recordApplyFailure',
    unrecorded: OTHER_STATES.applyUnrecorded,
    payload: { ...actor, during: 'applying' },
  });
  const drop = { resultPath: JsonPath.DISCARD, onError: failure };
  const input = { ...RUN, ...EXECUTION, item: JsonPath.objectAt('$.item') };
  const again = { ...actor, moment: 'after' };
  const retire = make.task('retire', input, drop);
  retire
    .next(make.task('compositeAgain', again, drop))
    .next(make.task('evaluateAgain', again, drop))
    .next(make.task('settle', input, drop));

  const notTouched = new Pass(scope, OTHER_STATES.notTouched, {
    comment: 'Another run has the set, or it is not what the plan rests on any more: that is recorded.',
  });
  const isOurs = new Choice(scope, OTHER_STATES.isOurs)
    .when(Condition.booleanEquals('$.generated.goOn', true), retire)
    .otherwise(notTouched);
  const note = { ...actor, during: 'generating', error: JsonPath.objectAt('$.error') };
  const stopGenerating = make.task('stopGenerating', note, drop).next(retire);
  return make
    .task('generate', input, {
      resultPath: '$.generated',
      onError: failure,
      before: [{ errors: VENDOR_TROUBLE, resultPath: '$.error', to: stopGenerating }],
    })
    .next(isOurs);
}

/** Takes a run back for one actor. */
export function rollBackOneActor(scope: Construct, make: TaskMaker): IChainable {
  const failure = recorded(scope, make, {
    key: 'recordRollbackFailure',
    unrecorded: OTHER_STATES.rollbackUnrecorded,
    payload: { ...ACTOR, during: 'rollback' },
  });
  return make.task('rollBack', { ...ACTOR, ...EXECUTION }, { resultPath: JsonPath.DISCARD, onError: failure });
}
