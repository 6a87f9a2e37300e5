import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Screen } from '../../app/screen.tsx';
import { unlessRole, useSession } from '../../app/session.tsx';
import { Button } from '../../parts/button.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Notice } from '../../parts/notice.tsx';
import { RUN_STATE_WORDS, when } from '../../parts/words.ts';
import { forgetSets } from '../../server/queries.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { Failures, Log, Made } from './happened.tsx';
import { HowFar } from './how-far.tsx';
import { NextStep } from './next-step.tsx';
import styles from './progress-screen.module.css';
import { StaleAgain } from './stale-again.tsx';
import { TellMe } from './tell-me.tsx';
import { useAnnouncements } from './use-announcements.ts';
import { isUnderWay, useProgress } from './use-progress.ts';

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
      {progress.elsewhere ? (
        <Notice title="Carried out by another process">
          <p>What you see is read from its records as it writes them. It can only be stopped there.</p>
        </Notice>
      ) : null}
      {progress.problem === null ? null : (
        <Notice bad title="It did not get to its end">
          <p>
            <ForeignText text={progress.problem} />
          </p>
        </Notice>
      )}
      <HowFar progress={progress} />
      <p className={styles['buttons']}>
        <NextStep progress={progress} run={run} unless={never} />
        {isUnderWay(progress) ? null : <StaleAgain progress={progress} />}
        {progress.ifStopped === null || !isUnderWay(progress) ? null : (
          <Button unless={never} onClick={() => setAsks(true)}>
            Stop…
          </Button>
        )}
        {isUnderWay(progress) ? <span className="dim">You can leave this page: the run goes on.</span> : null}
      </p>
      <TellMe progress={progress} />
      <Failures progress={progress} run={run} />
      <Made events={events} />
      <Log events={events} />
      {asksToCancel && progress.ifStopped !== null ? (
        <CancelDialog run={run} ifStopped={progress.ifStopped} onClose={() => setAsks(false)} />
      ) : null}
    </Screen>
  );
}
