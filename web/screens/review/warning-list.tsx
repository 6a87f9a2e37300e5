import { Link } from 'wouter';
import type { DeskChange } from '../../../core/desk/contract/changes.ts';
import type { Warning } from '../../../core/desk/rules/warnings.ts';
import { actorAddress } from '../../app/addresses.ts';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { counted, WARNING_WORDS } from '../../parts/words.ts';
import { itemKey } from '../../review/queue.ts';
import { BothCopies } from './both-copies.tsx';
import styles from './warning-list.module.css';

/** Warnings of a kind that are listed at most; the rest is counted. */
const MOST = 50;

/** What my decisions do to the reasons of others. Those that block are looked at one by one, both pictures of each; the others are there to open. */
export function WarningList({
  run,
  warnings,
  changes,
  looked,
  onLooked,
}: {
  readonly run: string;
  readonly changes: readonly DeskChange[];
  readonly warnings: readonly Warning[];
  readonly looked: ReadonlySet<string>;
  readonly onLooked: (key: string) => void;
}) {
  if (warnings.length === 0) return null;
  const blocking = warnings.filter(({ blocks }) => blocks);
  const items = new Map(changes.map((each) => [itemKey(each.actor, each.change.id), each]));
  const byKind = Map.groupBy(
    warnings.filter(({ blocks }) => !blocks),
    ({ kind }) => kind,
  );
  return (
    <section className={styles['list']} aria-label="Warnings">
      <h2>{counted(warnings.length, 'warning')}</h2>
      <ul>
        {blocking.slice(0, MOST).map((warning) => {
          const key = itemKey(warning.actor, warning.change);
          const item = items.get(key);
          return (
            <li key={key} className={`${styles['item']} ${styles['blocks']}`}>
              <strong>! {WARNING_WORDS[warning.kind]}</strong>
              <Where run={run} warning={warning} />
              {item === undefined ? null : (
                <BothCopies item={item} isLooked={looked.has(key)} onLooked={() => onLooked(key)} />
              )}
            </li>
          );
        })}
      </ul>
      {[...byKind].map(([kind, own]) => (
        <details key={kind} className={styles['kind']}>
          <summary>
            {WARNING_WORDS[kind]} <span className="dim">{own.length.toLocaleString('en')}</span>
          </summary>
          <ul>
            {own.slice(0, MOST).map((warning) => (
              <li key={itemKey(warning.actor, warning.change)} className={styles['item']}>
                <Where run={run} warning={warning} />
              </li>
            ))}
          </ul>
          {own.length > MOST ? <p className="dim">and {own.length - MOST} more</p> : null}
        </details>
      ))}
    </section>
  );
}

function Where({ run, warning }: { readonly run: string; readonly warning: Warning }) {
  const { actor, change, other } = warning;
  return (
    <span className={styles['where']}>
      <Link href={actorAddress(actor, run, change)}>
        <ForeignText text={actor} longest={60} />
      </Link>
      {other === null ? '' : ', beside '}
      {other === null ? null : <ForeignText text={other} longest={60} />}
    </span>
  );
}
