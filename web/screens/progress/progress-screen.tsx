import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { Progress, ProgressEvent } from '../../../core/desk/contract/progress.ts';
import { actorAddress, queueAddress, rollbackAddress } from '../../app/addresses.ts';
import { Screen } from '../../app/screen.tsx';
import { unlessRole, useSession } from '../../app/session.tsx';
import { useSay } from '../../app/status.ts';
import { Button, buttonLook } from '../../parts/button.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Picture } from '../../parts/picture.tsx';
import { TypeMark } from '../../parts/type-mark.tsx';
import { counted, RUN_STATE_WORDS, usd, when } from '../../parts/words.ts';
import { forgetSets, runPath } from '../../server/queries.ts';
import { write } from '../../server/request.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import styles from './progress-screen.module.css';
import { isUnderWay, useProgress } from './use-progress.ts';

const STAGES: Readonly<Record<Progress['stages'][number]['name'], string>> = {
  look: 'look and plan',
  review: 'review',
  apply: 'carry out',
  'roll-back': 'take back',
  report: 'report',
};

/** Words are said at most so often, in milliseconds: a reader is not talked over. */
const SAY_EVERY_MS = 10_000;

/** `/progress/:run`: where a run is, how long, how much money, what failed; new pictures as they come. */
export function ProgressScreen({ run }: { readonly run: string }) {
  const { progress, events, heardAt, problem } = useProgress(run);
  const [asksToCancel, setAsks] = useState(false);
  const client = useQueryClient();
  const session = useSession();
  const state = progress?.state;
  useAnnouncements(progress);
  useEffect(() => {
    if (state !== undefined) void forgetSets(client);
  }, [client, state]);
  if (progress === undefined)
    return (
      <Screen title={`Run ${run}`} busy={problem === undefined}>
        {problem === undefined ? (
          <p className="dim">Asking how far it is …</p>
        ) : (
          <Notice bad title="The run cannot be followed">
            <p>{problem.message}</p>
          </Notice>
        )}
      </Screen>
    );
  const never = unlessRole(session, 'approver');
  return (
    <Screen
      title={`Run ${run}`}
      beside={
        <span className="dim">
          {RUN_STATE_WORDS[progress.state]} · started {when(progress.startedAt)}
        </span>
      }
    >
      {problem === undefined ? null : (
        <Notice
          bad
          title={`Lost contact; last known ${heardAt === undefined ? 'nothing' : when(new Date(heardAt).toISOString())}`}
        >
          <p>The run itself goes on. Trying again.</p>
        </Notice>
      )}
      {progress.problem === null ? null : (
        <Notice bad title="It did not get to its end">
          <p>
            <ForeignText text={progress.problem} />
          </p>
        </Notice>
      )}
      <ol className={styles['stages']} aria-label="Stages">
        {progress.stages.map(({ name, state: at, done, total }) => (
          <li key={name} className={styles['stage']} data-state={at}>
            <span>
              {STAGES[name]} {at === 'done' ? '✓' : at === 'under-way' ? `${done} of ${total}` : ''}
              <span className="unseen">{at === 'done' ? 'done' : at === 'under-way' ? 'under way' : 'waiting'}</span>
            </span>
            <progress value={at === 'done' ? 1 : total === 0 ? 0 : done / total} max={1} aria-label={STAGES[name]} />
          </li>
        ))}
      </ol>
      <p className={styles['money']}>
        <span>
          {!isUnderWay(progress)
            ? 'over'
            : progress.secondsLeft === null
              ? 'time left: not known yet'
              : `about ${leftWords(progress.secondsLeft)} left`}
        </span>
        <span>
          spent <strong>{usd(progress.spentUsd)}</strong> of about {usd(progress.estimateUsd)}
        </span>
        <span>limit {usd(progress.budgetUsd)}</span>
      </p>
      <p className={styles['buttons']}>
        <NextStep progress={progress} run={run} unless={never} />
        {progress.ifStopped === null || !isUnderWay(progress) ? null : (
          <Button unless={never} onClick={() => setAsks(true)}>
            Stop…
          </Button>
        )}
        {isUnderWay(progress) ? <span className="dim">You can leave this page: the run goes on.</span> : null}
      </p>
      <Failures progress={progress} run={run} />
      <Made events={events} />
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
      {asksToCancel && progress.ifStopped !== null ? (
        <CancelDialog run={run} ifStopped={progress.ifStopped} onClose={() => setAsks(false)} />
      ) : null}
    </Screen>
  );
}

/** Each state has one main button. */
function NextStep({
  progress,
  run,
  unless,
}: {
  readonly progress: Progress;
  readonly run: string;
  readonly unless: string | undefined;
}) {
  const say = useSay();
  const goOn = async () => {
    try {
      await write(runPath(run, '/resume'), { method: 'POST' });
      location.reload();
    } catch (error) {
      say(`Not begun: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  switch (progress.state) {
    case 'review':
      return (
        <Link href={queueAddress(run)} className={buttonLook('main')}>
          Review it
        </Link>
      );
    case 'stopped':
    case 'failed':
    case 'partly':
      return (
        <>
          <Button look="main" unless={unless} onClick={() => void goOn()}>
            Go on from here
          </Button>
          <Link href={rollbackAddress(run)} className={buttonLook()}>
            Take back what was done
          </Link>
        </>
      );
    case 'applied':
      return (
        <Link href="/" className={buttonLook('main')}>
          To the cast
        </Link>
      );
    default:
      return null;
  }
}

function Failures({ progress: { failures }, run }: { readonly progress: Progress; readonly run: string }) {
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

function Made({ events }: { readonly events: readonly ProgressEvent[] }) {
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

function leftWords(seconds: number): string {
  return seconds < 90 ? counted(seconds, 'second') : counted(Math.round(seconds / 60), 'minute');
}

/** Says stage changes, failures and the end; the log itself is not read out. The title has the percentage. */
function useAnnouncements(progress: Progress | undefined): void {
  const say = useSay();
  const last = useRef({ words: '', at: 0 });
  useEffect(() => {
    if (progress === undefined) return;
    const stage = progress.stages.find(({ state }) => state === 'under-way');
    const share =
      stage === undefined || stage.total === 0 ? '' : `${Math.round((stage.done * 100) / stage.total)} % · `;
    document.title = `${share}Run ${progress.run} · Evencast desk`;
    const failed = progress.failures.length === 0 ? '' : `, ${counted(progress.failures.length, 'failure')}`;
    const words = `${RUN_STATE_WORDS[progress.state]}${stage === undefined ? '' : `: ${STAGES[stage.name]}`}${failed}`;
    const isOver = !isUnderWay(progress);
    if (words === last.current.words || (!isOver && Date.now() - last.current.at < SAY_EVERY_MS)) return;
    last.current = { words, at: Date.now() };
    say(words);
  }, [progress, say]);
}
