import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { Link, Redirect, useSearchParams } from 'wouter';
import type { Cast } from '../../../core/desk/contract/cast.ts';
import { actorAddress } from '../../app/addresses.ts';
import { Screen } from '../../app/screen.tsx';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../parts/button.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { NotFetched } from '../../parts/not-fetched.tsx';
import { Notice } from '../../parts/notice.tsx';
import { counted, grouped, when } from '../../parts/words.ts';
import { keepCast, keptCast } from '../../server/kept-cast.ts';
import { castQuery } from '../../server/queries.ts';
import { Attention } from './attention.tsx';
import { CastCards } from './cast-cards.tsx';
import { CastList } from './cast-list.tsx';
import { placesOf, rowAt } from './cast-rows.ts';
import styles from './cast-screen.module.css';
import { FilterBar } from './filter-bar.tsx';
import { type Filters, filtersOf, searchOf } from './filters.ts';

/** Below so many actors the list is cards. */
const FEW = 5;

/** `/`: the run that needs me first, then the whole cast. */
export function CastScreen() {
  const { place } = useSession();
  const { data, error, refetch, dataUpdatedAt } = useQuery(castQuery);
  const kept = useMemo(() => keptCast(place), [place]);
  useEffect(() => {
    if (data !== undefined) keepCast({ place, at: new Date().toISOString(), cast: data });
  }, [place, data]);
  const retry = () => void refetch();
  if (data === undefined && kept !== undefined && kept.cast.columns.id.length > 0)
    return <Loaded cast={kept.cast} asOf={{ at: kept.at, isLost: error !== null }} retry={retry} />;
  if (data === undefined)
    return (
      <Screen title="Cast" busy={error === null}>
        {error === null ? <Ghosts /> : <NotFetched title="The cast cannot be shown" error={error} retry={refetch} />}
      </Screen>
    );
  if (data.columns.id.length === 0) return <NoActors />;
  const asOf = error === null ? undefined : { at: new Date(dataUpdatedAt).toISOString(), isLost: true };
  return <Loaded cast={data} asOf={asOf} retry={retry} />;
}

function Loaded({
  cast,
  asOf,
  retry,
}: {
  readonly cast: Cast;
  /** When what is shown was read, where that was not just now, and whether reading it again failed. */
  readonly asOf: { readonly at: string; readonly isLost: boolean } | undefined;
  readonly retry: () => void;
}) {
  const [search, setSearch] = useSearchParams();
  const filters = useMemo(() => filtersOf(search), [search]);
  const places = useMemo(() => placesOf(cast, filters), [cast, filters]);
  const count = cast.columns.id.length;
  const change = (next: Partial<Filters>) => setSearch(searchOf({ ...filters, ...next }), { replace: 'find' in next });
  const only = cast.columns.id[0];
  if (count === 1 && only !== undefined && search.get('stay') === null) {
    const { attention } = cast;
    return <Redirect to={actorAddress(only, attention?.state === 'review' ? attention.run : undefined)} replace />;
  }
  return (
    <Screen
      title={counted(count, 'actor')}
      beside={
        <span className="dim">
          {cast.asOf === null ? 'never looked at' : `as of the run of ${when(cast.asOf)}`}
          {asOf?.isLost === false ? ` · as of ${when(asOf.at)}, asking for newer …` : ''}
        </span>
      }
    >
      {asOf?.isLost !== true ? null : (
        <Notice bad title={`What you see is as of ${when(asOf.at)}`}>
          <p>The desk does not answer. The list stays usable.</p>
          <p>
            <Button onClick={retry}>Try again</Button>
          </p>
        </Notice>
      )}
      {cast.unreadableRuns.length === 0 ? null : (
        <Notice bad title="Some of this is older than it could be">
          <p>
            These runs left no index that can be read:{' '}
            <ForeignText text={cast.unreadableRuns.join(', ')} longest={300} />. The next run writes a new one.
          </p>
        </Notice>
      )}
      <Attention cast={cast} />
      <FilterBar cast={cast} filters={filters} change={change} wantsFocus={search.get('find') === ''} />
      {places.length === 0 ? (
        <Notice title="No actor fits these filters">
          <p>
            <Link href="/">Show all {grouped(count)}</Link>
          </p>
        </Notice>
      ) : count < FEW ? (
        <CastCards rows={places.map((at) => rowAt(cast, at))} />
      ) : (
        <CastList cast={cast} places={places} />
      )}
    </Screen>
  );
}

function NoActors() {
  const { place } = useSession();
  return (
    <Screen title="No actors yet">
      <Notice title="There is nothing to look at">
        <p>
          Looked in <ForeignText text={place} longest={200} />: no folder in it holds images.
        </p>
        <p>
          One folder per actor, with its images in it: <code>my-cast/ada/*.jpg</code>. Then:{' '}
          <code>evencast desk my-cast</code>
        </p>
        <p>
          To try it without images of your own: <code>npm start</code> draws a sample cast.
        </p>
      </Notice>
    </Screen>
  );
}

function Ghosts() {
  return (
    <div aria-hidden="true" className={styles['ghosts']}>
      {Array.from({ length: 10 }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: empty rows have no other name
        <div key={at} className={styles['ghost']} />
      ))}
    </div>
  );
}
