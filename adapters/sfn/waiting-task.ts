import { SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { WaitingTask } from '../../core/ports/waiting-task.ts';
import { awsError } from '../aws/aws-error.ts';

/** That a wait is over already: somebody else ended it, its time was up, or its run was stopped. */
const OVER = new Set(['TaskDoesNotExist', 'TaskTimedOut', 'InvalidToken']);

/** Waits of Step Functions. The token stands in no message. Errors: AccessDenied, RateLimited, StoreUnavailable. */
export function sfnWaitingTask(client: SFNClient): WaitingTask {
  return {
    async end(taskToken, { signal } = {}) {
      try {
        const options = signal === undefined ? {} : { abortSignal: signal };
        await client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }), options);
      } catch (error) {
        if (error instanceof Error && OVER.has(error.name)) return;
        throw awsError(error, 'telling the run that it was decided', signal);
      }
    },
  };
}
