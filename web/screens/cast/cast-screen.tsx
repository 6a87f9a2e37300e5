import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, Redirect, useSearchParams } from 'wouter';
import type { Cast } from '../../../core/desk/contract/cast.ts';
import { actorAddress } from '../../app/addresses.ts';
import { Screen } from '../../app/screen.tsx';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../parts/button.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { NotFetched } from '../../parts/not-fetched.tsx';
import { Notice } from '../../parts/notice.tsx';
import { counted, when } from '../../parts/words.ts';
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
  const { data, error, refetch, dataUpdatedAt } = useQuery(castQuery);
  if (data === undefined)
    return (
      <Screen title="Cast" busy={error === null}>
        {error === null ? <Ghosts /> : <NotFetched title="The cast cannot be shown" error={error} retry={refetch} />}
      </Screen>
    );
  if (data.columns.id.length === 0) return <NoActors />;
  return <Loaded cast={data} problem={error === null ? undefined : dataUpdatedAt} retry={() => void refetch()} />;
}

function Loaded({
  cast,
  problem,
  retry,
}: {
  readonly cast: Cast;
  /** When what is shown was read, where it could not be read again. */
  readonly problem: number | undefined;
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
        <span className="dim">{cast.asOf === null ? 'never looked at' : `as of the run of ${when(cast.asOf)}`}</span>
      }
    >
      {problem === undefined ? null : (
        <Notice bad title={`What you see is as of ${when(new Date(problem).toISOString())}`}>
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
            <Link href="/">Show all {count.toLocaleString('en')}</Link>
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
