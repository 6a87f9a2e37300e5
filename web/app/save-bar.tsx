import { useEffect, useSyncExternalStore } from 'react';
import { Button } from '../parts/button.tsx';
import { ForeignText } from '../parts/foreign-text.tsx';
import { counted } from '../parts/words.ts';
import type { DecisionStore } from '../review/decision-store.ts';
import { useStores } from '../review/review-desk.tsx';
import { onSessionEnd, sessionHasEnded } from '../server/request.ts';
import { useEntrance } from './entrance.tsx';
import styles from './save-bar.module.css';

/** What is decided and not saved yet, as long as saving fails; and what the server would not take. */
export function SaveBar() {
  const stores = useStores();
  return (
    <>
      <EndedBar />
      {stores.map((store) => (
        <StoreBar key={store.run} store={store} />
      ))}
    </>
  );
}

/** Where people sign in: the session is over, and the way back in. What is on the page stays until then. */
function EndedBar() {
  const entrance = useEntrance();
  const hasEnded = useSyncExternalStore(onSessionEnd, sessionHasEnded);
  if (entrance.mode === 'local' || !hasEnded) return null;
  return (
    <div className={styles['bar']} role="alert">
      <p>
        <strong>Your session has ended.</strong> Sign in again: you come back to this page, and what is not saved is
        sent.
      </p>
      <Button look="main" onClick={entrance.signIn}>
        Sign in
      </Button>
    </div>
  );
}

function StoreBar({ store }: { readonly store: DecisionStore }) {
  const { unsaved, failing, refusal } = useSyncExternalStore(store.subscribe, store.snapshot);
  useEffect(() => {
    if (unsaved === 0) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    // Only while the server does not take it: a reload in between loses nothing, the queue is kept in the tab.
    // A session that has ended is signed in to again and comes back to the queue.
    if (failing && refusal?.error !== 'SessionEnded') window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [unsaved, failing, refusal]);
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
