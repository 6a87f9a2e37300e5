import type { Context, Hono } from 'hono';
import type * as z from 'zod';
import { problemLines } from '../../core/config/problems.ts';
import { IDEMPOTENCY_HEADER, IDEMPOTENCY_KEY, PLAN_HASH_HEADER } from '../../core/desk/contract/headers.ts';
import { ROUTES, type RouteName } from '../../core/desk/contract/routes.ts';
import { type Role, roleSchema } from '../../core/desk/contract/session.ts';
import { isRefused, refuse } from '../../core/desk/refuse.ts';
import type { BodyOf, DeskActions, Person, Refused } from '../../core/ports/desk-actions.ts';
import { refusal, tagged, untagged } from './answers.ts';
import type { DeskGate } from './gate.ts';

/** What a table entry says beside method and path. */
interface Shape {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly path: string;
  readonly by: Role;
  readonly planHash?: true;
  readonly body?: z.ZodType;
}

/** Routes that begin something and answer before it is done. */
const BEGINS: readonly RouteName[] = ['start', 'goOn', 'replan', 'rollBack'];

/** One handler per route of the table. */
export function addRoutes(app: Hono, actions: DeskActions, gate: DeskGate): void {
  for (const name of Object.keys(ROUTES) as RouteName[]) addRoute(app, name, actions, gate);
}

function addRoute<Name extends RouteName>(app: Hono, name: Name, actions: DeskActions, gate: DeskGate): void {
  const shape: Shape = ROUTES[name];
  app.on(shape.method, shape.path, async (c) => {
    const person = await gate.person(c.req.raw, c.env);
    if (isRefused(person)) return refusal(c, person);
    const checked = await check(c, shape, person, gate);
    if (isRefused(checked)) return refusal(c, checked);
    const answer = await actions[name]({
      ...checked,
      // The schema of this very route has just read it.
      body: checked.body as BodyOf<Name>,
      id: c.req.param('id') ?? '',
      query: c.req.queries(),
      person,
      signal: c.req.raw.signal,
    });
    if (isRefused(answer)) return refusal(c, answer);
    if (name === 'session') return untagged(c, { ...answer, writeToken: gate.writeToken(c.req.raw) }, 200);
    return shape.method === 'GET' ? tagged(c, answer) : untagged(c, answer, BEGINS.includes(name) ? 202 : 200);
  });
}

interface Checked {
  readonly body: unknown;
  readonly planHash: string;
  readonly key: string;
}

/** The role, and of a write its token, its key, its plan hash and its body. */
async function check(
  c: Context,
  { method, by, planHash: wantsHash, body: schema }: Shape,
  person: Person,
  gate: DeskGate,
): Promise<Checked | Refused> {
  if (rank(person.role) < rank(by))
    return refuse('NotYours', `You are here as ${person.role}; this takes a${by === 'approver' ? 'n' : ''} ${by}.`);
  if (method === 'GET') return { body: undefined, planHash: '', key: '' };
  if (!gate.mayWrite(c.req.raw))
    return refuse('WrongOrigin', 'The request does not carry the token of this desk. Load the page again.');
  const key = c.req.header(IDEMPOTENCY_HEADER) ?? '';
  if (!IDEMPOTENCY_KEY.test(key))
    return refuse('InvalidRequest', `A write takes a name of its own in the header ${IDEMPOTENCY_HEADER}.`);
  const planHash = (c.req.header(PLAN_HASH_HEADER) ?? '').replace(/^"(.*)"$/, '$1');
  if (wantsHash === true && planHash === '')
    return refuse('InvalidRequest', `This takes the hash of the plans in the header ${PLAN_HASH_HEADER}.`);
  const parsed = await bodyOf(c, schema);
  return isRefused(parsed) ? parsed : { body: parsed.body, planHash, key };
}

const rank = (role: Role) => roleSchema.options.indexOf(role);

async function bodyOf(c: Context, schema: z.ZodType | undefined): Promise<{ readonly body: unknown } | Refused> {
  if (schema === undefined) return { body: undefined };
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    return refuse('InvalidRequest', 'The desk takes JSON.');
  let value: unknown;
  try {
    value = await c.req.json();
  } catch {
    return refuse('InvalidRequest', 'That is no JSON.');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { body: parsed.data };
  return refuse('InvalidRequest', `That is not valid. ${problemLines(parsed.error).join('; ')}.`);
}
