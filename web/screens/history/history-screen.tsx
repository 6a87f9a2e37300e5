import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { RunLine } from '../../../core/desk/contract/runs.ts';
import { progressAddress, reviewAddress, rollbackAddress } from '../../app/addresses.ts';
import { Screen } from '../../app/screen.tsx';
import { buttonLook } from '../../parts/button.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { NotFetched } from '../../parts/not-fetched.tsx';
import { Notice } from '../../parts/notice.tsx';
import { counted, RUN_STATE_WORDS, usd, when } from '../../parts/words.ts';
import { runsQuery } from '../../server/queries.ts';
import styles from './history-screen.module.css';

/** `/history`: every run, the newest first; from here a run is taken back. */
export function HistoryScreen() {
  const { data, error, refetch } = useQuery(runsQuery);
  return (
    <Screen title="History" busy={data === undefined && error === null}>
      {error === null ? null : <NotFetched title="The history cannot be shown" error={error} retry={refetch} />}
      {data === undefined ? (
        error === null ? (
          <p className="dim">Loading …</p>
        ) : null
      ) : data.runs.length === 0 ? (
        <Notice title="Nothing has been run yet">
          <p>
            <Link href="/start">Start a run</Link>
          </p>
        </Notice>
      ) : (
        <ol className={styles['runs']}>
          {data.runs.map((line) => (
            <Line key={line.run} line={line} />
          ))}
        </ol>
      )}
    </Screen>
  );
}

function Line({ line }: { readonly line: RunLine }) {
  const { run, startedAt, mode, state, planned, done, approval, rollbacks, problem } = line;
  const changed = done.retired + done.added > 0 && state !== 'rolled-back';
  return (
    <li className={styles['run']}>
      <div>
        <h2 className={styles['name']}>
          <Link href={state === 'review' ? reviewAddress(run) : progressAddress(run)}>{run}</Link>{' '}
          <span className={styles['state']}>{RUN_STATE_WORDS[state]}</span>
        </h2>
        <p className="dim">
          {when(startedAt)} · {mode} · planned −{planned.retire} +{planned.generate} in {planned.actors} of{' '}
          {line.actors}
        </p>
      </div>
      <p>
        {changed || state === 'rolled-back' ? (
          <>
            <strong>
              −{done.retired} +{done.added}
            </strong>{' '}
            {done.missing === 0 ? '' : `· ${done.missing} missing `}
            {done.failed === 0 ? '' : `· ${done.failed} failed `}· {usd(done.usd)}
          </>
        ) : (
          <span className="dim">changed nothing</span>
        )}
        {approval?.by == null ? null : (
          <span className={styles['by']}>
            {approval.state} by <ForeignText text={approval.by} longest={40} />
            {approval.note === null ? '' : ': '}
            {approval.note === null ? null : <ForeignText text={approval.note} longest={200} />}
          </span>
        )}
        {rollbacks.map(({ by, at, reason }) => (
          <span key={at} className={styles['by']}>
            taken back by <ForeignText text={by} longest={40} />, {when(at)}:{' '}
            <ForeignText text={reason} longest={200} />
          </span>
        ))}
        {line.decisionsFrom === null ? null : (
          <span className={styles['by']}>
            plans again what <Link href={progressAddress(line.decisionsFrom)}>{line.decisionsFrom}</Link> had planned
          </span>
        )}
        {line.plannedAgain.map(({ run: again, by, at, actors }) => (
          <span key={again} className={styles['by']}>
            {counted(actors, 'actor')} planned again as <Link href={progressAddress(again)}>{again}</Link> by{' '}
            <ForeignText text={by} longest={40} />, {when(at)}
          </span>
        ))}
        {problem === null ? null : (
          <span className={styles['by']}>
            <ForeignText text={problem} longest={200} />
          </span>
        )}
      </p>
      {changed ? (
        <Link href={rollbackAddress(run)} className={buttonLook()}>
          Take back…
        </Link>
      ) : null}
    </li>
  );
}
