import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { TaskKey } from '../../core/contract.ts';
import type { AlarmDesk } from '../watch/alarm-desk.ts';
import type { EvencastFunction } from './evencast-function.ts';

/** The functions that many children call at once. An alarm adds up ten metrics at most. */
const PER_ACTOR: readonly TaskKey[] = [
  'composite',
  'evaluate',
  'plan',
  'generate',
  'retire',
  'settle',
  'rollBack',
  'recordFailure',
];
/** A task is tried six times with growing waits, so that a few pass by themselves. */
const THROTTLES = 20;

/** Watches whether the account lets as many functions run as a run wants. */
export function watchFunctions(desk: AlarmDesk, functions: Readonly<Record<TaskKey, EvencastFunction>>): void {
  const period = Duration.minutes(15);
  desk.watch('FunctionsThrottled', {
    metric: new MathExpression({
      label: 'Throttled calls',
      expression: `SUM(METRICS())`,
      period,
      usingMetrics: Object.fromEntries(PER_ACTOR.map((key) => [key, functions[key].metricThrottles({ period })])),
    }),
    threshold: THROTTLES,
    says: 'The account did not let as many functions run at once as the run wanted.',
  });
}
