import { ACTOR_STATES, type ActorState, FINDING_BITS, type FindingBit } from '../../../core/desk/rules/cast-codes.ts';

export const SORTS = ['changes', 'score', 'name'] as const;

/** Which actors are shown, in which order. It stands in the address, so that a view can be sent to somebody. */
export interface Filters {
  readonly state: ActorState | undefined;
  readonly finding: FindingBit | undefined;
  readonly group: string | undefined;
  readonly below: number | undefined;
  readonly find: string;
  readonly sort: (typeof SORTS)[number];
}

/** Reads filters out of an address; what is no filter is left out. */
export function filtersOf(search: URLSearchParams): Filters {
  const below = Number(search.get('below') ?? Number.NaN);
  return {
    state: ACTOR_STATES.find((state) => state === search.get('state')),
    finding: FINDING_BITS.find((finding) => finding === search.get('finding')),
    group: search.get('group') ?? undefined,
    below: below > 0 && below <= 10 ? below : undefined,
    find: search.get('find') ?? '',
    sort: SORTS.find((sort) => sort === search.get('sort')) ?? 'changes',
  };
}

/** Writes filters into an address; what is as usual is left out. */
export function searchOf(filters: Filters): URLSearchParams {
  const search = new URLSearchParams();
  const { state, finding, group, below, find, sort } = filters;
  if (state !== undefined) search.set('state', state);
  if (finding !== undefined) search.set('finding', finding);
  if (group !== undefined) search.set('group', group);
  if (below !== undefined) search.set('below', `${below}`);
  if (find !== '') search.set('find', find);
  if (sort !== 'changes') search.set('sort', sort);
  return search;
}
