import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  type CatchProps,
  type IChainable,
  IntegrationPattern,
  JsonPath,
  TaskInput,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { TASK_STATES, type TaskKey, type TaskStateKey } from '../core/contract.ts';
import { ANY_ERROR, RETRIES, RETRIES_OF_WAIT } from './retry.ts';

/** How long one task may take; also what the embedded mode gives it. A Lambda function runs for at most 15 minutes. */
const TASK_TIMEOUT = Duration.minutes(15);

/** What a state passes to its task: fields by name, as paths or as they stand. */
export type Payload = Readonly<Record<string, unknown>>;

/** How a state goes on. */
export interface TaskOptions {
  /** Where the answer goes; JsonPath.DISCARD drops it, and left out it is the whole state. */
  readonly resultPath?: string;
  /** Where whatever nothing else caught leads. */
  readonly onError: IChainable;
  /** Errors that lead elsewhere, looked at first. */
  readonly before?: readonly (CatchProps & { readonly to: IChainable })[];
}

/** Makes the states that run tasks, each with its computed Retry and Catch. */
export class TaskMaker {
  readonly #scope: Construct;
  readonly #functions: Readonly<Record<TaskKey, IFunction>>;

  constructor(scope: Construct, functions: Readonly<Record<TaskKey, IFunction>>) {
    this.#scope = scope;
    this.#functions = functions;
  }

  /** A state that runs its task and goes on with the answer. */
  task(key: TaskStateKey, payload: Payload, { resultPath, onError, before = [] }: TaskOptions): LambdaInvoke {
    const state = new LambdaInvoke(this.#scope, TASK_STATES[key].name, {
      lambdaFunction: this.#functions[TASK_STATES[key].task],
      payload: TaskInput.fromObject({ ...payload }),
      payloadResponseOnly: true,
      retryOnServiceExceptions: false,
      taskTimeout: Timeout.duration(TASK_TIMEOUT),
      // The whole state is the default; said as `$` the embedded engine would leave the result out.
      ...(resultPath === undefined ? {} : { resultPath }),
    });
    for (const retry of RETRIES) state.addRetry(retry);
    for (const { to, ...errors } of before) state.addCatch(to, errors);
    state.addCatch(onError, { errors: ANY_ERROR, resultPath: '$.error' });
    return state;
  }

  /**
   * A state that runs its task and then waits until somebody ends the wait with the token, or its time is over.
   *
   * @param secondsPath path of how long it may wait.
   */
  waitingTask(key: TaskStateKey, payload: Payload, secondsPath: string, options: TaskOptions): LambdaInvoke {
    const state = new LambdaInvoke(this.#scope, TASK_STATES[key].name, {
      lambdaFunction: this.#functions[TASK_STATES[key].task],
      integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      payload: TaskInput.fromObject({ ...payload, token: JsonPath.taskToken }),
      retryOnServiceExceptions: false,
      taskTimeout: Timeout.at(secondsPath),
      resultPath: options.resultPath ?? JsonPath.DISCARD,
    });
    for (const retry of RETRIES_OF_WAIT) state.addRetry(retry);
    for (const { to, ...errors } of options.before ?? []) state.addCatch(to, errors);
    state.addCatch(options.onError, { errors: ANY_ERROR, resultPath: '$.error' });
    return state;
  }
}
