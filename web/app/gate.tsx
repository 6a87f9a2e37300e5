import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { sessionQuery } from '../server/queries.ts';
import { Refused, takeWriteToken } from '../server/request.ts';
import styles from './gate.module.css';
import { SessionContext } from './session.tsx';

/** Shows nothing of the desk before it is known who sits at it; says what to do where nobody does. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const { data, error, refetch, isPending } = useQuery(sessionQuery);
  if (data !== undefined) {
    takeWriteToken(data.writeToken);
    return <SessionContext value={data}>{children}</SessionContext>;
  }
  if (isPending) return <p className={styles['gate']}>Opening the desk …</p>;
  const isOver = error instanceof Refused && error.status === 401;
  return (
    <main className={styles['gate']}>
      <h1>Evencast desk</h1>
      <Notice bad title={isOver ? 'Your session has ended' : 'The desk does not answer'}>
        <p>
          {isOver
            ? 'Open the desk again where you started it: evencast desk prints a new link.'
            : 'Is evencast desk still running? What you decided before is on the server.'}
        </p>
        <p className="dim">{error?.message}</p>
        <p>
          <Button onClick={() => void refetch()}>Try again</Button>
        </p>
      </Notice>
    </main>
  );
}
