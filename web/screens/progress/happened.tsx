import { Link } from 'wouter';
import type { Progress, ProgressEvent } from '../../../core/desk/contract/progress.ts';
import { actorAddress } from '../../app/addresses.ts';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Picture } from '../../parts/picture.tsx';
import { TypeMark } from '../../parts/type-mark.tsx';
import { counted, when } from '../../parts/words.ts';
import styles from './progress-screen.module.css';

/** Who failed, and why. */
export function Failures({ progress: { failures }, run }: { readonly progress: Progress; readonly run: string }) {
  if (failures.length === 0) return null;
  return (
    <Notice bad title={`${counted(failures.length, 'actor')} failed`}>
      <ul className={styles['log']}>
        {failures.slice(0, 50).map(({ actor, message }) => (
          <li key={actor}>
            <Link href={actorAddress(actor, run)}>
              <ForeignText text={actor} longest={60} />
            </Link>
            : <ForeignText text={message} longest={300} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** New pictures as they come. */
export function Made({ events }: { readonly events: readonly ProgressEvent[] }) {
  const made = events.flatMap(({ picture }) => (picture === null ? [] : [picture])).slice(0, 24);
  if (made.length === 0) return null;
  return (
    <section aria-label="New pictures">
      <h2 className={styles['title']}>New pictures</h2>
      <ul className={styles['made']}>
        {made.map(({ actor, file, sha256, type, score, standIn }) => (
          <li key={`${actor}/${file}`}>
            <span className={styles['box']}>
              <Picture sha256={sha256} alt={`${type}, score ${score}`} />
            </span>
            <span>
              <TypeMark type={type} /> {score} <ForeignText text={actor} longest={24} />
              {standIn ? ' · stand-in' : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What happened, the last first. */
export function Log({ events }: { readonly events: readonly ProgressEvent[] }) {
  return (
    <section aria-label="What happened">
      <h2 className={styles['title']}>What happened</h2>
      {events.length === 0 ? <p className="dim">Nothing yet.</p> : null}
      <ol className={styles['log']}>
        {events.slice(0, 100).map(({ sequence, at, actor, what, message }) => (
          <li key={sequence}>
            <span className="dim">{when(at)}</span> <ForeignText text={actor} longest={40} /> {what.replace('-', ' ')}
            {message === null ? '' : ': '}
            {message === null ? null : <ForeignText text={message} longest={300} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
