import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { RunStarter } from '../../core/ports/run-starter.ts';
import { awsError } from '../aws/aws-error.ts';

/** Starts executions of a state machine. Errors: AccessDenied, RateLimited, StoreUnavailable. */
export function sfnRunStarter(client: SFNClient, stateMachineArn: string): RunStarter {
  return {
    async start(name, request, { signal } = {}) {
      try {
        const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(request) });
        await client.send(command, signal === undefined ? {} : { abortSignal: signal });
      } catch (error) {
        if (error instanceof Error && error.name === 'ExecutionAlreadyExists') return;
        throw awsError(error, `starting the run ${name}`, signal);
      }
    },
  };
}
