import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { approvalWords } from '../../core/approval/approval-words.ts';
import type { ApprovalDesk } from '../../core/ports/approval-desk.ts';
import { awsError } from '../aws/aws-error.ts';

/** Whom a desk tells, and what the commands in its message call the deployment. */
export interface SnsDeskSettings {
  readonly topic: string;
  readonly stack: string;
  /** `https://…` of the review desk, where there is one. */
  readonly address?: string | undefined;
}

/**
 * A desk that sends a message to everybody who is subscribed to a topic and waits for nobody.
 *
 * Errors: AccessDenied, RateLimited, StoreUnavailable.
 */
export function snsDesk(client: SNSClient, { topic, stack, address }: SnsDeskSettings): ApprovalDesk {
  return {
    async call(call, signal) {
      const { subject, text } = approvalWords(call, stack, address);
      try {
        const command = new PublishCommand({ TopicArn: topic, Subject: subject, Message: text });
        await client.send(command, { abortSignal: signal });
      } catch (error) {
        throw awsError(error, 'sending the message to those who decide', signal);
      }
    },
  };
}
