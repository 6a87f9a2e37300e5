import * as z from 'zod';
import { type Role, roleSchema } from '../../core/desk/contract/session.ts';
import { refuse } from '../../core/desk/refuse.ts';
import type { Person, Refused } from '../../core/ports/desk-actions.ts';
import type { DeskGate } from './gate.ts';

/** What the authorizer of the HTTP API found in the token, beside the request: a client can write none of it. */
const aroundSchema = z.object({
  requestContext: z.object({
    authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }),
  }),
});

const claimsSchema = z.object({
  'cognito:groups': z.union([z.string(), z.string().array()]).default(''),
  sub: z.string().min(1),
  username: z.string().min(1).optional().catch(undefined),
  'cognito:username': z.string().min(1).optional().catch(undefined),
  email: z.string().min(1).optional().catch(undefined),
});

/** Longer names are no names; decisions keep them for good. */
const MAX_NAME = 200;

/**
 * The gate of a deployed desk. The HTTP API lets nobody through whose token its JWT authorizer has not verified, and tells the
 * function what the token says: that is believed, and no header. The token itself must be sent in a header by the page's own
 * script, which no other site can do, so that writes need no second token.
 *
 * @param address of the desk, `https://…` without a path.
 */
export function cognitoGate(address: string): DeskGate {
  return {
    admit: (request) => admitted(request, address),
    person: async (_request, around) => personOf(around),
    writeToken: () => '',
    mayWrite: () => true,
  };
}

function admitted({ headers }: Request, address: string): Refused | undefined {
  const [origin, site] = [headers.get('origin'), headers.get('sec-fetch-site')];
  const isOwn = (origin === null || origin === address) && (site === null || site === 'same-origin' || site === 'none');
  return isOwn ? undefined : refuse('WrongOrigin', 'Only the pages of the desk itself may ask it anything.');
}

function personOf(around: unknown): Person | Refused {
  const claims = claimsSchema.safeParse(aroundSchema.safeParse(around).data?.requestContext.authorizer.jwt.claims);
  if (!claims.success) return refuse('SessionEnded', 'You are not signed in any more. Sign in again.');
  const { username, 'cognito:username': other, email, sub, 'cognito:groups': groups } = claims.data;
  const user = (username ?? other ?? email ?? sub).slice(0, MAX_NAME);
  const role = highest(namesIn(groups));
  if (role !== undefined) return { user, role };
  const words = `You are signed in as ${user}, but in none of the groups ${roleSchema.options.join(', ')}. Ask whoever keeps the desk to add you to one, then sign in again.`;
  return refuse('NotYours', words);
}

/** The authorizer writes a list as `[viewer approver]`. */
function namesIn(groups: string | readonly string[]): readonly string[] {
  return typeof groups === 'string' ? groups.replace(/^\[(.*)\]$/, '$1').split(/[\s,]+/) : groups;
}

function highest(names: readonly string[]): Role | undefined {
  return roleSchema.options.findLast((role) => names.includes(role));
}
