import { Logger } from '@aws-lambda-powertools/logger';
import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { plainText } from '../plain-text.ts';

/** Who an event is about. Nothing else of it is logged: it may hold a task's token. */
const aboutSchema = z.object({
  run: z.string().optional().catch(undefined),
  actor: z.string().optional().catch(undefined),
  item: z.object({ actor: z.string() }).optional().catch(undefined),
});

/**
 * One line when a task begins and one when it ends, with run, actor and how long it took, as JSON. Of an error its name and
 * our words; images, prompts, keys and tokens stand in none of them.
 */
export function taskLog(
  logger = new Logger({ serviceName: 'evencast' }),
): MiddlewareObj<unknown, unknown, Error, Context> {
  let begun = 0;
  const took = () => ({ ms: Math.round(performance.now() - begun) });
  return {
    before: ({ event, context }) => {
      begun = performance.now();
      logger.resetKeys();
      logger.addContext(context);
      logger.appendKeys(aboutWhom(event));
      logger.info('begun');
    },
    after: () => logger.info('ended', took()),
    onError: ({ error }) => {
      logger.error('failed', { ...took(), error: error?.name ?? 'Error', words: plainText(error?.message ?? '', 500) });
    },
  };
}

function aboutWhom(event: unknown): { readonly run?: string; readonly actor?: string } {
  const { run, actor, item } = aboutSchema.safeParse(event).data ?? {};
  const whom = actor ?? item?.actor;
  return { ...(run === undefined ? {} : { run }), ...(whom === undefined ? {} : { actor: whom }) };
}
