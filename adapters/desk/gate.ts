import type { Person, Refused } from '../../core/ports/desk-actions.ts';

/** What the server knows of a request beside what the client sent: nothing that a client could say. */
export type RequestSurroundings = unknown;

/** Who may come to the desk, and as whom: by a cookie on one machine, by a token when deployed. */
export interface DeskGate {
  /** Asked about every request before anything else; a no, or undefined. */
  admit(request: Request): Refused | undefined;
  /** Who it is; a no where nobody is signed in, or somebody with no role here. */
  person(request: Request, around: RequestSurroundings): Promise<Person | Refused>;
  /** What the page must send with every write. */
  writeToken(request: Request): string;
  /** Whether a request carries it. */
  mayWrite(request: Request): boolean;
  /** Where a person comes in, by a path of the gate's own; undefined for all other requests. */
  entry?(request: Request): Response | undefined;
}
