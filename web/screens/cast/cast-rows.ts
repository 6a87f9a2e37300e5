import type { Cast } from '../../../core/desk/contract/cast.ts';
import { ACTOR_STATES, type ActorState, FINDING_BITS } from '../../../core/desk/rules/cast-codes.ts';
import type { ByType } from '../../../core/image-type.ts';
import type { Filters } from './filters.ts';

/** An actor in the overview. */
export interface CastRow {
  readonly id: string;
  readonly state: ActorState;
  readonly now: ByType<number>;
  readonly want: ByType<number>;
  readonly after: ByType<number>;
  /** Undefined where nobody knows. */
  readonly score: number | undefined;
  readonly retire: number;
  readonly generate: number;
  /** Bits in the order of {@link FINDING_BITS}. */
  readonly findings: number;
  readonly run: Cast['runs'][number] | undefined;
  readonly group: string | undefined;
}

/** One row out of the columns. */
export function rowAt({ columns, runs, groups }: Cast, at: number): CastRow {
  const of = (column: readonly number[]) => column[at] ?? 0;
  const types = (photo: readonly number[], bw: readonly number[], colour: readonly number[]) => ({
    photorealistic: of(photo),
    bw_stylized: of(bw),
    color_stylized: of(colour),
  });
  const score = of(columns.score10) / 10;
  return {
    id: columns.id[at] ?? '',
    state: ACTOR_STATES[of(columns.state)] ?? 'new',
    now: types(columns.nowPhoto, columns.nowBw, columns.nowColour),
    want: types(columns.wantPhoto, columns.wantBw, columns.wantColour),
    after: types(columns.afterPhoto, columns.afterBw, columns.afterColour),
    score: score === 0 ? undefined : score,
    retire: of(columns.retire),
    generate: of(columns.generate),
    findings: of(columns.findings),
    run: runs[of(columns.run) - 1],
    group: groups[of(columns.group) - 1],
  };
}

/** Places of the actors that fit the filters, in the order wanted. Works on the columns: 10,000 actors take milliseconds. */
export function placesOf(cast: Cast, filters: Filters): readonly number[] {
  const { columns } = cast;
  const find = filters.find.toLocaleLowerCase();
  const state = filters.state === undefined ? -1 : ACTOR_STATES.indexOf(filters.state);
  const finding = filters.finding === undefined ? 0 : 1 << FINDING_BITS.indexOf(filters.finding);
  const group = filters.group === undefined ? -1 : cast.groups.indexOf(filters.group) + 1;
  const fits = (at: number) =>
    (state < 0 || columns.state[at] === state) &&
    (finding === 0 || ((columns.findings[at] ?? 0) & finding) !== 0) &&
    (group < 0 || columns.group[at] === group) &&
    (filters.below === undefined ||
      ((columns.score10[at] ?? 0) > 0 && (columns.score10[at] ?? 0) < filters.below * 10)) &&
    (find === '' || (columns.id[at] ?? '').toLocaleLowerCase().includes(find));
  const places = Array.from(columns.id.keys()).filter(fits);
  const changes = (at: number) => (columns.retire[at] ?? 0) + (columns.generate[at] ?? 0);
  switch (filters.sort) {
    case 'changes':
      return places.sort((a, b) => changes(b) - changes(a) || byName(columns.id, a, b));
    case 'score':
      return places.sort((a, b) => (columns.score10[a] ?? 0) - (columns.score10[b] ?? 0) || byName(columns.id, a, b));
    case 'name':
      return places.sort((a, b) => byName(columns.id, a, b));
  }
}

function byName(ids: readonly string[], a: number, b: number): number {
  const [first, second] = [ids[a] ?? '', ids[b] ?? ''];
  return first < second ? -1 : first > second ? 1 : 0;
}
