import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../parts/button.tsx';
import { ForeignText } from '../parts/foreign-text.tsx';
import { Notice } from '../parts/notice.tsx';
import { sessionQuery } from '../server/queries.ts';
import { Refused, takeWriteToken } from '../server/request.ts';
import { type Entrance, EntranceContext, entranceQuery, useEntrance } from './entrance.tsx';
import styles from './gate.module.css';
import { SessionContext } from './session.tsx';

/** Shows nothing of the desk before it is known who sits at it; says what to do where nobody does. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const { data: entrance, error, refetch, isPending } = useQuery(entranceQuery);
  if (isPending) return <Opening />;
  if (entrance === undefined)
    return (
      <Closed title="The desk does not answer" error={error}>
        <Button onClick={() => void refetch()}>Try again</Button>
      </Closed>
    );
  if (entrance.mode === 'deployed' && !entrance.isIn) return <SignIn entrance={entrance} />;
  return (
    <EntranceContext value={entrance}>
      <SessionGate>{children}</SessionGate>
    </EntranceContext>
  );
}

function SessionGate({ children }: { readonly children: ReactNode }) {
  const entrance = useEntrance();
  const { data, error, refetch, isPending } = useQuery(sessionQuery);
  if (data !== undefined) {
    takeWriteToken(data.writeToken);
    return <SessionContext value={data}>{children}</SessionContext>;
  }
  if (isPending) return <Opening />;
  const status = error instanceof Refused ? error.status : undefined;
  if (entrance.mode === 'deployed' && (status === 401 || status === 403))
    return (
      <Closed title={status === 401 ? 'Your session has ended' : 'You may not come in'} error={error}>
        <Button look="main" onClick={entrance.signIn}>
          Sign in
        </Button>{' '}
        <Button onClick={entrance.signOut}>Sign out</Button>
      </Closed>
    );
  return (
    <Closed
      title={status === 401 ? 'Your session has ended' : 'The desk does not answer'}
      error={error}
      words={
        status === 401
          ? 'Open the desk again where you started it: evencast desk prints a new link.'
          : 'Is the desk still running? What you decided before is on the server.'
      }
    >
      <Button onClick={() => void refetch()}>Try again</Button>
    </Closed>
  );
}

function Opening() {
  return <p className="opening">Opening the desk …</p>;
}

function SignIn({ entrance }: { readonly entrance: Extract<Entrance, { mode: 'deployed' }> }) {
  return (
    <main className={styles['gate']}>
      <h1>Evencast desk</h1>
      {entrance.problem === undefined ? null : (
        <Notice bad title="You are not signed in">
          <p>
            <ForeignText text={entrance.problem} longest={300} />
          </p>
        </Notice>
      )}
      <p>Here people see the cast, decide what a run may do, and take it back. Sign in to go on.</p>
      <p>
        <Button look="main" onClick={entrance.signIn}>
          Sign in
        </Button>
      </p>
    </main>
  );
}

function Closed({
  title,
  error,
  words,
  children,
}: {
  readonly title: string;
  readonly error: Error | null;
  readonly words?: string;
  readonly children: ReactNode;
}) {
  return (
    <main className={styles['gate']}>
      <h1>Evencast desk</h1>
      <Notice bad title={title}>
        {words === undefined ? null : <p>{words}</p>}
        <p className="dim">{error?.message}</p>
        <p>{children}</p>
      </Notice>
    </main>
  );
}
