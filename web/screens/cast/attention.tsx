import { Link } from 'wouter';
import type { Cast } from '../../../core/desk/contract/cast.ts';
import { REASON_GROUPS } from '../../../core/desk/rules/reason-group.ts';
import { progressAddress, queueAddress, reviewAddress } from '../../app/addresses.ts';
import { buttonLook } from '../../parts/button.tsx';
import { counted, grouped, REASON_WORDS, RUN_STATE_WORDS, usd, when } from '../../parts/words.ts';
import styles from './attention.module.css';

/** "What needs me" before "what there is": the one run that waits for somebody, with its one main button. */
export function Attention({ cast }: { readonly cast: Cast }) {
  const { attention, runs } = cast;
  if (attention === null) {
    const last = runs[0];
    return (
      <section className={styles['box']} aria-label="What needs you">
        <h2>Nothing to review</h2>
        <p className="dim">
          {last === undefined
            ? 'No run has looked at this cast yet.'
            : `The last run, ${last.run}, was ${when(last.startedAt)}: ${RUN_STATE_WORDS[last.state]}.`}
        </p>
        <p className={styles['buttons']}>
          <Link href="/start" className={buttonLook(last === undefined ? 'main' : undefined)}>
            Start a run
          </Link>
        </p>
      </section>
    );
  }
  const { run, state, actors, retire, generate, byReason, expiresAt } = attention;
  return (
    <section className={styles['box']} aria-label="What needs you">
      <h2>
        Run {run}: {RUN_STATE_WORDS[state]}
      </h2>
      <p className={styles['counts']}>
        <span>
          <strong>−{grouped(retire)}</strong> to retire
        </span>
        <span>
          <strong>+{grouped(generate)}</strong> to make
        </span>
        <span>
          <strong>{usd(attention.usd)}</strong> about
        </span>
        <span>in {counted(actors, 'actor')}</span>
      </p>
      <p className="dim">
        {REASON_GROUPS.filter((reason) => (byReason[reason] ?? 0) > 0)
          .map((reason) => `${REASON_WORDS[reason]} ${grouped(byReason[reason] ?? 0)}`)
          .join(' · ')}
      </p>
      <p className={styles['buttons']}>
        {state === 'review' ? (
          <>
            <Link href={queueAddress(run)} className={buttonLook('main')}>
              Review {counted(actors, 'actor')}
            </Link>
            <Link href={reviewAddress(run)} className={buttonLook()}>
              By reason
            </Link>
          </>
        ) : (
          <Link href={progressAddress(run)} className={buttonLook('main')}>
            Follow it
          </Link>
        )}
        <span className="dim">
          planned {when(attention.startedAt)}
          {expiresAt === null || state !== 'review' ? '' : `, to be decided by ${when(expiresAt)}`}
        </span>
      </p>
    </section>
  );
}
