import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { FRONT_PATH, type Front } from '../../core/desk/contract/front.ts';
import { PICTURE_PATH } from '../../core/desk/contract/routes.ts';
import { refuse } from '../../core/desk/refuse.ts';
import type { DeskActions, PictureShelf } from '../../core/ports/desk-actions.ts';
import { addRoutes } from './add-routes.ts';
import { refusal, refusedFor, untagged } from './answers.ts';
import type { DeskGate } from './gate.ts';
import type { PageFiles } from './page-files.ts';
import { securityHeaders } from './security-headers.ts';
import { addPages, addPictures } from './sent-files.ts';

/** Bytes of a request: a choice of 100,000 actors fits. */
const MAX_BODY = 8 * 2 ** 20;

/** What the desk is put together from. */
export interface DeskAppOptions {
  readonly actions: DeskActions;
  readonly gate: DeskGate;
  readonly policy: string;
  /** Where pictures are sent from here. */
  readonly shelf?: PictureShelf | undefined;
  /** Where the pages are sent from here. */
  readonly pages?: PageFiles | undefined;
  /** What the pages read first, where it is sent from here. */
  readonly front?: Front | undefined;
  /** Hears of what went wrong inside. */
  readonly onBug: (error: unknown) => void;
}

/**
 * The desk over HTTP. No rule lives here: each route is checked by its schema and calls one function. In this order: headers
 * for every answer, who may come at all, the way in, then routes; who is not signed in gets nothing but the pages' own files.
 */
export function deskApp({ actions, gate, policy, shelf, pages, front, onBug }: DeskAppOptions): Hono {
  const app = new Hono();
  const headers = Object.entries(securityHeaders(policy));
  app.use('*', async (c, next) => {
    await next();
    for (const [name, value] of headers) c.res.headers.set(name, value);
  });
  app.use('*', async (c, next) => {
    const no = gate.admit(c.req.raw);
    if (no !== undefined) return refusal(c, no);
    return gate.entry?.(c.req.raw) ?? next();
  });
  app.use(
    '/api/*',
    bodyLimit({ maxSize: MAX_BODY, onError: (c) => refusal(c, refuse('TooLarge', 'That is too much at once.')) }),
  );
  app.use('/api/*', compress());
  addRoutes(app, actions, gate);
  app.all('/api/*', (c) => refusal(c, refuse('NotFound', 'The desk has no such route.')));
  if (shelf !== undefined) addPictures(app, PICTURE_PATH, shelf, gate);
  if (front !== undefined) app.get(FRONT_PATH, (c) => untagged(c, front, 200));
  if (pages !== undefined) addPages(app, pages);
  app.notFound((c) => refusal(c, refuse('NotFound', 'There is no such page.')));
  app.onError((error, c) => {
    const no = refusedFor(error);
    if (no.refused.error === 'Internal' || no.refused.error === 'Damaged') onBug(error);
    return refusal(c, no);
  });
  return app;
}
