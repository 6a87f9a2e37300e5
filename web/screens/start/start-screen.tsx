import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useLocation } from 'wouter';
import type { Estimate, RunStarted, StartRun } from '../../../core/desk/contract/start.ts';
import { progressAddress } from '../../app/addresses.ts';
import { Screen } from '../../app/screen.tsx';
import { unlessRole, useSession } from '../../app/session.tsx';
import { Button } from '../../parts/button.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Notice } from '../../parts/notice.tsx';
import { visibleText } from '../../parts/visible-text.ts';
import { counted, usd } from '../../parts/words.ts';
import { newKey, Unreachable, write } from '../../server/request.ts';
import styles from './start-screen.module.css';
import { requestOf, type Wanted } from './wanted.ts';

/** `/start`: whom a run looks at, whether it may change anything, how much it may spend, and what that comes to. */
export function StartScreen() {
  const session = useSession();
  const [, navigate] = useLocation();
  const ids = useId();
  const [wanted, setWanted] = useState<Wanted>({
    mode: 'dry-run',
    whom: 'all',
    actors: '',
    group: session.groups[0] ?? '',
    sample: 5,
    budgetUsd: `${session.defaults.budgetUsd}`,
    force: false,
  });
  const [problem, setProblem] = useState<Error>();
  // The same wish has the same name, so a double click starts one run.
  const [key, setKey] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const change = (next: Partial<Wanted>) => {
    setWanted({ ...wanted, ...next });
    setKey(newKey());
  };
  const request = requestOf(wanted);
  const start = async (body: StartRun) => {
    if (busy) return;
    setBusy(true);
    try {
      const { run } = await write<RunStarted>('/api/runs', { method: 'POST', body, key });
      navigate(progressAddress(run));
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)));
      setBusy(false);
    }
  };
  const unless = unlessRole(session, 'approver') ?? (typeof request === 'string' ? request : undefined);
  return (
    <Screen title="Start a run">
      <div className={styles['form']}>
        <fieldset className={styles['set']}>
          <legend>What it does</legend>
          <label>
            <input
              type="radio"
              name={`${ids}mode`}
              checked={wanted.mode === 'dry-run'}
              onChange={() => change({ mode: 'dry-run' })}
            />
            <span>
              <strong>Look and plan</strong>: a dry-run, nothing is changed
            </span>
          </label>
          <label>
            <input
              type="radio"
              name={`${ids}mode`}
              checked={wanted.mode === 'execute'}
              onChange={() => change({ mode: 'execute' })}
            />
            <span>
              <strong>Look, plan and ask</strong>: it waits for a decision, and carries out what was approved
            </span>
          </label>
        </fieldset>
        <fieldset className={styles['set']}>
          <legend>Whom it looks at</legend>
          <label>
            <input
              type="radio"
              name={`${ids}whom`}
              checked={wanted.whom === 'all'}
              onChange={() => change({ whom: 'all' })}
            />
            <span>all actors</span>
          </label>
          <label>
            <input
              type="radio"
              name={`${ids}whom`}
              checked={wanted.whom === 'some'}
              onChange={() => change({ whom: 'some' })}
            />
            <span>these, one a line</span>
          </label>
          {wanted.whom === 'some' ? (
            <textarea
              rows={4}
              aria-label="Actors, one a line"
              value={wanted.actors}
              onChange={({ target }) => change({ actors: target.value })}
            />
          ) : null}
          {session.groups.length === 0 ? null : (
            <label>
              <input
                type="radio"
                name={`${ids}whom`}
                checked={wanted.whom === 'group'}
                onChange={() => change({ whom: 'group' })}
              />
              <span>the group</span>
              <select
                aria-label="Group"
                value={wanted.group}
                onChange={({ target }) => change({ whom: 'group', group: target.value })}
              >
                {session.groups.map((group) => (
                  <option key={group} value={group}>
                    {visibleText(group, 40)}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label>
            <input
              type="radio"
              name={`${ids}whom`}
              checked={wanted.whom === 'sample'}
              onChange={() => change({ whom: 'sample' })}
            />
            <span>so many at random</span>
            <input
              type="number"
              min="1"
              aria-label="How many at random"
              value={wanted.sample}
              onChange={({ target }) => change({ whom: 'sample', sample: target.valueAsNumber })}
            />
          </label>
        </fieldset>
        <fieldset className={styles['set']}>
          <legend>How much it may spend</legend>
          <label>
            <span>Limit in dollars, judging and making together</span>
            <input
              inputMode="decimal"
              value={wanted.budgetUsd}
              onChange={({ target }) => change({ budgetUsd: target.value })}
            />
          </label>
          <label>
            <input
              type="checkbox"
              checked={wanted.force}
              onChange={({ target }) => change({ force: target.checked })}
            />
            <span>judge again what has not changed</span>
          </label>
        </fieldset>
        {typeof request === 'string' ? null : <EstimateBox request={request} />}
        {problem === undefined ? null : (
          <Notice
            bad
            title={problem instanceof Unreachable ? 'No answer: it may have been started or not' : 'Not started'}
          >
            <p>
              <ForeignText text={problem.message} longest={400} />
            </p>
          </Notice>
        )}
        <p className={styles['buttons']}>
          <Button
            look="main"
            unless={unless ?? (busy ? 'On its way' : undefined)}
            onClick={() => {
              if (typeof request !== 'string') void start(request);
            }}
          >
            {wanted.mode === 'dry-run' ? 'Look and plan' : 'Start the run'}
          </Button>
          {unless === undefined ? null : <span className="dim">{unless}.</span>}
        </p>
      </div>
    </Screen>
  );
}

function EstimateBox({ request }: { readonly request: StartRun }) {
  const { data, error, isFetching } = useQuery({
    queryKey: ['estimate', request],
    queryFn: () => write<Estimate>('/api/runs/estimate', { method: 'POST', body: request }),
    placeholderData: (before) => before,
    staleTime: 30_000,
  });
  if (data === undefined)
    return <p className="dim">{error === null ? 'Reckoning what it comes to …' : `No estimate: ${error.message}`}</p>;
  return (
    <section className={styles['estimate']} aria-label="What it comes to" aria-busy={isFetching}>
      <p>
        <strong>{counted(data.actors, 'actor')}</strong> with {counted(data.images, 'picture')}; about{' '}
        {data.toJudge.toLocaleString('en')} to judge, at most {usd(data.judgingUsdAtMost)} ({data.judge})
      </p>
      <p>
        {data.toMake === null || data.makingUsdAbout === null
          ? 'What is to be made is known once it has looked.'
          : `By the last plans ${counted(data.toMake, 'picture')} to make, about ${usd(data.makingUsdAbout)} (${data.maker})`}
      </p>
    </section>
  );
}
