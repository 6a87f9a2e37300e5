import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useSearchParams } from 'wouter';
import { Screen } from '../../app/screen.tsx';
import { useLayer } from '../../keys/use-layer.tsx';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { visibleText } from '../../parts/visible-text.ts';
import { actorQuery } from '../../server/queries.ts';
import { Refused } from '../../server/request.ts';
import styles from './actor-desk.module.css';
import { ActorDesk } from './actor-desk.tsx';

/** `/actor?id=&run=&at=`: an actor's set, and the plan for it where one waits for a decision. */
export function ActorScreen() {
  const [search] = useSearchParams();
  const actor = search.get('id') ?? '';
  const run = search.get('run') ?? undefined;
  const { data, error, refetch, isPending } = useQuery(actorQuery(actor, run));
  useEffect(() => {
    document.title = `${visibleText(actor, 60)} · Evencast desk`;
  }, [actor]);
  if (data !== undefined)
    return <ActorDesk key={`${actor}/${run}`} data={data} run={run} at={search.get('at') ?? undefined} />;
  if (isPending) return <Loading actor={actor} />;
  const isGone = error instanceof Refused && error.status === 404;
  return (
    <Screen title={visibleText(actor, 80)}>
      <Notice bad title={isGone ? 'There is no such actor any more' : 'This actor cannot be shown'}>
        <p>{error.message}</p>
        <p>{isGone ? <Link href="/">To the cast</Link> : <Button onClick={() => void refetch()}>Try again</Button>}</p>
      </Notice>
    </Screen>
  );
}

/** Boxes of the final size, and a layer that swallows keys: nothing is decided about what is not there yet. */
function Loading({ actor }: { readonly actor: string }) {
  useLayer({ kind: 'actor', loading: true, handle: () => undefined });
  return (
    <main className={styles['screen']} aria-busy="true">
      <h1>{visibleText(actor, 80)}</h1>
      <p className="dim">Loading the pictures …</p>
      <div className={styles['tiles']} aria-hidden="true">
        {Array.from({ length: 12 }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: empty boxes have no other name
          <div key={at} className={styles['ghost']} />
        ))}
      </div>
    </main>
  );
}
