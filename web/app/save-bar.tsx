import { useEffect, useSyncExternalStore } from 'react';
import { Button } from '../parts/button.tsx';
import { ForeignText } from '../parts/foreign-text.tsx';
import { counted } from '../parts/words.ts';
import type { DecisionStore } from '../review/decision-store.ts';
import { useStores } from '../review/review-desk.tsx';
import styles from './save-bar.module.css';

/** What is decided and not saved yet, as long as saving fails; and what the server would not take. */
export function SaveBar() {
  const stores = useStores();
  return (
    <>
      {stores.map((store) => (
        <StoreBar key={store.run} store={store} />
      ))}
    </>
  );
}

function StoreBar({ store }: { readonly store: DecisionStore }) {
  const { unsaved, failing, refusal } = useSyncExternalStore(store.subscribe, store.snapshot);
  useEffect(() => {
    if (unsaved === 0) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    // Only while the server does not take it: a reload in between loses nothing, the queue is kept in the tab.
    if (failing) window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [unsaved, failing]);
  if (unsaved > 0 && failing)
    return (
      <div className={styles['bar']} role="alert">
        <p>
          <strong>{counted(unsaved, 'decision')} not saved</strong> — retrying
          {refusal === null ? '' : ': '}
          {refusal === null ? null : <ForeignText text={refusal.message} longest={200} />}
        </p>
        <Button onClick={() => store.retry()}>Try now</Button>
      </div>
    );
  if (refusal !== null)
    return (
      <div className={styles['bar']} role="alert">
        <p>
          <strong>The last decision was not taken.</strong> <ForeignText text={refusal.message} longest={300} />
        </p>
        <Button onClick={() => location.reload()}>Load again</Button>
      </div>
    );
  return null;
}
