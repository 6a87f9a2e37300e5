import type { RollbackPreview } from '../../../core/desk/contract/rollback.ts';

/** What of a run is taken back. */
export type What = 'run' | 'actors' | 'pictures';

/** What somebody has chosen, of a preview. */
export interface Choice {
  readonly what: What;
  readonly actors: ReadonlySet<string>;
  /** By {@link pictureKey}. */
  readonly pictures: ReadonlySet<string>;
}

/** One text per picture of a preview. */
export const pictureKey = (actor: string, file: string) => JSON.stringify([actor, file]);

/** What the choice comes to, in numbers. */
export interface Chosen {
  readonly putBack: number;
  readonly takeOut: number;
  readonly cannot: number;
  readonly blocked: number;
  readonly actors: readonly string[];
  readonly pictures: readonly { readonly actor: string; readonly file: string }[];
}

/** Counts what the choice would do. */
export function chosenOf({ actors }: RollbackPreview, { what, actors: some, pictures }: Choice): Chosen {
  const rows = what === 'actors' ? actors.filter(({ actor }) => some.has(actor)) : actors;
  const isIn = (actor: string) => (of: { readonly file: string }) =>
    what !== 'pictures' || pictures.has(pictureKey(actor, of.file));
  const back = rows.flatMap(({ actor, putBack }) => putBack.filter(isIn(actor)).map(({ file }) => ({ actor, file })));
  const out = rows.flatMap(({ actor, takeOut }) => takeOut.filter(isIn(actor)).map(({ file }) => ({ actor, file })));
  return {
    putBack: back.length,
    takeOut: out.length,
    cannot: what === 'pictures' ? 0 : rows.reduce((sum, { cannot }) => sum + cannot.length, 0),
    blocked: what === 'pictures' ? 0 : rows.filter(({ first }) => first.length > 0).length,
    actors: rows.map(({ actor }) => actor),
    pictures: [...back, ...out],
  };
}

/** A set with a member more, or without it. */
export function toggled(set: ReadonlySet<string>, member: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(member)) next.add(member);
  return next;
}
