import { roundUsd } from '../../../money/prices.ts';
import type { PageInput } from '../page-input.ts';
import { TROUBLE_KINDS, type Trouble, type TroubleKind, troubleOf } from './trouble.ts';

/** An actor of a group, by its place in `rows`. */
interface Member {
  readonly actor: string;
  readonly index: number;
  readonly note: string | undefined;
}

/** Actors with the same trouble in the same words, but for their own name in them. */
export interface TroubleGroup {
  readonly kind: TroubleKind;
  readonly error: string | undefined;
  /** The message in pieces: between them stands the actor's name. */
  readonly pieces: readonly string[];
  readonly members: Member[];
  /** What judging cost before they failed. */
  usd: number;
}

/** All troubles of a run in groups, by kind, and the group of each row that has one. */
export interface Troubles {
  readonly groups: readonly TroubleGroup[];
  /** By place in `rows`. */
  readonly groupOf: ReadonlyMap<number, TroubleGroup>;
}

const WORD = /[\p{L}\p{N}_]/u;

/** The message cut at the actor's name where it stands alone: "a" is no name inside "damaged". */
function piecesOf(message: string, actor: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (let at = message.indexOf(actor); actor !== '' && at >= 0; at = message.indexOf(actor, at + 1)) {
    const end = at + actor.length;
    if (at < from || WORD.test(message.charAt(at - 1)) || WORD.test(message.charAt(end))) continue;
    pieces.push(message.slice(from, at));
    from = end;
  }
  return [...pieces, message.slice(from)];
}

function emptyGroup({ kind, error }: Trouble, pieces: readonly string[]): TroubleGroup {
  return { kind, error, pieces, members: [], usd: 0 };
}

/** Groups troubles that say the same, kind by kind, in the order in which they come. */
export function groupTroubles(rows: PageInput['rows']): Troubles {
  const groups = new Map<string, TroubleGroup>();
  const groupOf = new Map<number, TroubleGroup>();
  for (const [index, row] of rows.entries()) {
    const trouble = troubleOf(row);
    if (trouble === undefined) continue;
    const pieces = piecesOf(trouble.message, row.actor);
    const key = JSON.stringify([trouble.kind, trouble.error, pieces]);
    const group = groups.get(key) ?? emptyGroup(trouble, pieces);
    group.members.push({ actor: row.actor, index, note: trouble.note });
    group.usd = roundUsd(group.usd + trouble.usd);
    groups.set(key, group);
    groupOf.set(index, group);
  }
  const order = (group: TroubleGroup) => TROUBLE_KINDS.indexOf(group.kind);
  return { groups: [...groups.values()].sort((a, b) => order(a) - order(b)), groupOf };
}
