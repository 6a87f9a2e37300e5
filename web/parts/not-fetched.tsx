import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** What could not be fetched, in the server's words, and a way to try it again. */
export function NotFetched({
  title,
  error,
  retry,
  children,
}: {
  readonly title: string;
  readonly error: Error;
  readonly retry: () => unknown;
  /** Where else to go. */
  readonly children?: ReactNode;
}) {
  return (
    <Notice bad title={title}>
      <p>{error.message}</p>
      <p>
        <Button onClick={() => void retry()}>Try again</Button>
        {children}
      </p>
    </Notice>
  );
}
