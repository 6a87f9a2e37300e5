import type { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import type { LambdaHandler } from '../lambda/lambda-task.ts';

const NO_ROUTE = '/api/';

/**
 * An app behind an HTTP API, payload format 2.0. The API hands its path over decoded, which a URL is not: a blank, a `%` or a
 * `#` in an actor's name would lead elsewhere, so each part is encoded again. What the API's own decoding loses stays lost: of a
 * name with `/` or `?` in it only a piece arrives, which names nobody.
 */
export function behindHttpApi(app: Hono): (event: unknown) => ReturnType<LambdaHandler> {
  const answer = handle(app);
  // Nothing but the stack's own HTTP API may call the function, and it calls in this format.
  return (event) => answer(encoded(event as LambdaEvent));
}

function encoded(event: LambdaEvent): LambdaEvent {
  if (!('rawPath' in event)) return event;
  const parts = event.rawPath.split('/');
  // No name is one of these, and a URL would climb by them to another route.
  if (parts.includes('.') || parts.includes('..')) return { ...event, rawPath: NO_ROUTE };
  return { ...event, rawPath: parts.map(encodeURIComponent).join('/') };
}
