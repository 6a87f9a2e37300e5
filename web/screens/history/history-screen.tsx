import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import type { Runs } from '../../../core/desk/contract/runs.ts';
import { actorAddress, historyAddress, progressAddress, reviewAddress, rollbackAddress } from '../../app/addresses.ts';
import { Screen } from '../../app/screen.tsx';
import { buttonLook } from '../../parts/button.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { NotFetched } from '../../parts/not-fetched.tsx';
import { Notice } from '../../parts/notice.tsx';
import { counted, RUN_STATE_WORDS, usd, when } from '../../parts/words.ts';
import { runsQuery } from '../../server/queries.ts';
import styles from './history-screen.module.css';

/** `/history?actor=`: every run, or those about one actor, the newest first; from here a run is taken back. */
export function HistoryScreen() {
  const [search] = useSearchParams();
  const actor = search.get('actor') ?? undefined;
  const { data, error, refetch } = useQuery(runsQuery(actor));
  return (
    <Screen title="History" busy={data === undefined && error === null}>
      {actor === undefined ? null : (
        <p className={styles['of']}>
          Runs about{' '}
          <Link href={actorAddress(actor)}>
            <ForeignText text={actor} longest={80} />
          </Link>{' '}
          · <Link href={historyAddress()}>all actors</Link>
        </p>
      )}
      {error === null ? null : <NotFetched title="The history cannot be shown" error={error} retry={refetch} />}
      {data === undefined ? (
        error === null ? (
          <p className="dim">Loading …</p>
        ) : null
      ) : data.runs.length === 0 ? (
        <Notice title={actor === undefined ? 'Nothing has been run yet' : 'No run was about this actor yet'}>
          <p>
            <Link href="/start">Start a run</Link>
          </p>
        </Notice>
      ) : (
        <ol className={styles['runs']}>
          {data.runs.map((line) => (
            <Line key={line.run} line={line} actor={actor} />
          ))}
        </ol>
      )}
    </Screen>
  );
}

function Line({ line, actor }: { readonly line: Runs['runs'][number]; readonly actor: string | undefined }) {
  const { run, startedAt, mode, state, planned, done, approval, rollbacks, problem } = line;
  const { ofActor } = line;
  const { retired, added } = ofActor ?? done;
  const isBack = state === 'rolled-back' || ofActor?.standing === 'rolled-back';
  const changed = retired + added > 0 && !isBack;
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
        {changed || isBack ? (
          <>
            <strong>
              −{retired} +{added}
            </strong>{' '}
            {ofActor === null ? (
              <>
                {done.missing === 0 ? '' : `· ${done.missing} missing `}
                {done.failed === 0 ? '' : `· ${done.failed} failed `}· {usd(done.usd)}
              </>
            ) : (
              `· ${ofActor.standing}, planned −${ofActor.retire} +${ofActor.generate}`
            )}
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
        {rollbacks.map(({ by, at, reason, pictures }) => (
          <span key={at} className={styles['by']}>
            {pictures === null ? '' : `${counted(pictures, 'picture')} `}taken back by{' '}
            <ForeignText text={by} longest={40} />, {when(at)}: <ForeignText text={reason} longest={200} />
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
        <Link href={rollbackAddress(run, actor)} className={buttonLook()}>
          Take back…
        </Link>
      ) : null}
    </li>
  );
}
