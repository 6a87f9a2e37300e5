import { type ReactNode, useEffect, useRef } from 'react';
import { useLayer } from '../keys/use-layer.tsx';
import styles from './screen.module.css';
import { useGo } from './use-go.tsx';

/** A screen without pictures to decide on: its heading gets the focus when it is shown, so that a reader begins there. */
export function Screen({
  title,
  beside,
  busy = false,
  onUndo,
  children,
}: {
  readonly title: string;
  /** Stands beside the heading. */
  readonly beside?: ReactNode;
  readonly busy?: boolean;
  /** Takes back or does again, where there is something to. */
  readonly onUndo?: (which: 'undo' | 'redo') => string | undefined;
  readonly children?: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const go = useGo();
  useLayer({
    kind: 'page',
    handle: (action) => {
      if (action === 'undo' || action === 'redo') return onUndo?.(action) ?? undefined;
      go(action);
      return undefined;
    },
  });
  useEffect(() => {
    document.title = `${title} · Evencast desk`;
  }, [title]);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <main className={styles['screen']} aria-busy={busy}>
      <div className={styles['head']}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {beside}
      </div>
      {children}
    </main>
  );
}
