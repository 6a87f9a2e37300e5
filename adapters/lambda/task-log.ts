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

/** Where lines go. Lambda writes them as JSON, with the time, the level and the request's id. */
export type TaskLogSink = Pick<Console, 'info' | 'error'>;

/**
 * One line when a task begins and one when it ends, with run, actor and how long it took. Of an error its name and our
 * words; images, prompts, keys and tokens stand in none of them.
 */
export function taskLog(sink: TaskLogSink = console): MiddlewareObj<unknown, unknown, Error, Context> {
  let begun = 0;
  let whom = {};
  const ended = () => ({ ...whom, ms: Math.round(performance.now() - begun) });
  return {
    before: ({ event }) => {
      begun = performance.now();
      whom = aboutWhom(event);
      sink.info({ did: 'begun', ...whom });
    },
    after: ({ response }) => sink.info({ did: 'ended', ...ended(), ...aboutWhom(response), ...figuresOf(response) }),
    onError: ({ error }) => {
      const words = plainText(error?.message ?? '', 500);
      sink.error({ did: 'failed', ...ended(), error: error?.name ?? 'Error', words });
    },
  };
}

function aboutWhom(event: unknown): { readonly run?: string; readonly actor?: string } {
  const { run, actor, item } = aboutSchema.safeParse(event).data ?? {};
  const whom = actor ?? item?.actor;
  return { ...(run === undefined ? {} : { run }), ...(whom === undefined ? {} : { actor: whom }) };
}

/** Numbers and yes or no of an answer: how many, whether it won. Its texts may be anything. */
function figuresOf(response: unknown): Readonly<Record<string, number | boolean>> {
  const fields = typeof response === 'object' && response !== null ? Object.entries(response) : [];
  return Object.fromEntries(fields.filter(([, value]) => typeof value === 'number' || typeof value === 'boolean'));
}

/** Writes down what went wrong inside while an answer was made for somebody who is told nothing of it. */
export function logBug(error: unknown, sink: TaskLogSink = console): void {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  sink.error({ did: 'broke', error: name, words: plainText(message, 500) });
}
