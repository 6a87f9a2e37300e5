import * as z from 'zod';

/** The file that the pages read before anything else: whether, and where, somebody signs in. */
export const FRONT_PATH = '/desk.json';

/**
 * `GET /desk.json`. When deployed, people sign in at `authorizeUrl` by the code flow with PKCE (S256): `client_id`,
 * `response_type=code`, `scope=openid`, a `nonce`, and as `redirect_uri` the origin of the pages with `/` behind it, which is
 * also the `logout_uri` of `logoutUrl`. `tokenUrl` gives for the code an ID token, which must be of `issuer`, and the access
 * token that is sent with every call as `Authorization: Bearer …`; there is no secret.
 */
export const frontSchema = z.discriminatedUnion('mode', [
  z.object({ schema: z.literal(1), mode: z.literal('local') }),
  z.object({
    schema: z.literal(1),
    mode: z.literal('deployed'),
    clientId: z.string(),
    issuer: z.url(),
    authorizeUrl: z.url(),
    tokenUrl: z.url(),
    logoutUrl: z.url(),
  }),
]);

/** See {@link frontSchema}. */
export type Front = z.infer<typeof frontSchema>;

/** The front of a deployed desk. */
export type DeployedFront = Extract<Front, { mode: 'deployed' }>;
