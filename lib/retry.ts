import { Duration } from 'aws-cdk-lib';
import { Errors, JitterType, type RetryProps } from 'aws-cdk-lib/aws-stepfunctions';
import { type ErrorName, errorNames, PLATFORM_ERRORS, VENDOR_ERRORS } from '../core/errors.ts';

/**
 * When a task is tried again, computed from core/errors. Three attempts in all for what our own tasks call transient;
 * six for what the platform reports, since throttling of a burst of children passes by itself. Full jitter, so that
 * children that failed together do not come back together.
 */
export const RETRIES: readonly RetryProps[] = [
  {
    errors: [...errorNames('transient')],
    interval: Duration.seconds(2),
    maxAttempts: 2,
    backoffRate: 2,
    maxDelay: Duration.seconds(60),
    jitterStrategy: JitterType.FULL,
  },
  {
    errors: [...PLATFORM_ERRORS],
    interval: Duration.seconds(1),
    maxAttempts: 5,
    backoffRate: 2,
    maxDelay: Duration.seconds(60),
    jitterStrategy: JitterType.FULL,
  },
];

/**
 * The same for a state that waits for a person: that nobody decided in time is no failure, and asking again would start the
 * wait anew.
 */
export const RETRIES_OF_WAIT: readonly RetryProps[] = RETRIES.map((retry) => ({
  ...retry,
  errors: (retry.errors ?? []).filter((name) => name !== Errors.TIMEOUT),
}));

/** A vendor's trouble: no more images are made, and the work goes on with those that are there. */
export const VENDOR_TROUBLE: string[] = [...VENDOR_ERRORS];

/** Nobody decided in time. */
export const NOBODY_DECIDED: string[] = [Errors.TIMEOUT];

/** A wait was begun anew (tried again, or resumed) for what somebody had decided meanwhile. */
export const DECIDED_MEANWHILE: string[] = ['AlreadyDecided' satisfies ErrorName];

/** Everything that trying again did not mend. */
export const ANY_ERROR: string[] = [Errors.ALL];
