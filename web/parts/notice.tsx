import type { ReactNode } from 'react';
import styles from './notice.module.css';

/** Something to know before what follows. `bad` has a word of its own, never the colour alone. */
export function Notice({
  bad = false,
  title,
  children,
}: {
  readonly bad?: boolean;
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <section className={bad ? `${styles['notice']} ${styles['bad']}` : styles['notice']} aria-label={title}>
      <p className={styles['title']}>{title}</p>
      {children}
    </section>
  );
}
