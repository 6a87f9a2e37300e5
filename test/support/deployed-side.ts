import { ROUTES } from '../../core/desk/contract/routes.ts';
import type { StandInMood } from './desk-records.ts';
import type { IdentityServer } from './identity-server.ts';

/** Where the people of a deployed desk sign in. */
export type Identity = Pick<IdentityServer, 'front' | 'origin' | 'tokens'>;

/** What a deployed desk does beside the contract: it asks for tokens, and says where pictures are. */
export class DeployedSide {
  /** What calls carried to show who asks. */
  readonly bearers = new Set<string>();
  /** How many pictures each question for links was about. */
  readonly linkQueries: number[] = [];
  /** Undefined: a desk of one machine. */
  identity: Identity | undefined;
  readonly #mood: Pick<StandInMood, 'role' | 'brokenLinks'>;
  readonly #linked = new Set<string>();

  constructor(mood: Pick<StandInMood, 'role' | 'brokenLinks'>) {
    this.#mood = mood;
  }

  /** What is said to who is not signed in, as the HTTP API before the desk does, and to who is in no group. */
  whyNot(authorization = ''): [status: number, answer: unknown] | undefined {
    if (this.identity === undefined) return undefined;
    if (!this.identity.tokens.has(authorization.replace(/^Bearer /, ''))) return [401, { message: 'Unauthorized' }];
    this.bearers.add(authorization);
    if (this.#mood.role !== undefined) return undefined;
    return [403, { error: 'NotYours', message: 'You are in no group of this desk.' }];
  }

  /** Where pictures are, each named `<size>/<sha256>`. */
  links(wanted: readonly string[]): unknown {
    this.linkQueries.push(wanted.length);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const links = wanted.map((name) => {
      const [size, sha256] = name.split('/');
      const isBroken = this.#mood.brokenLinks && !this.#linked.has(name);
      this.#linked.add(name);
      return { size, sha256, href: isBroken ? `/img/gone/${sha256}` : `/img/${name}`, until };
    });
    return ROUTES.pictures.answer.parse({ schema: 1, links });
  }
}
