import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import type { Rollback, RollbackPreview } from '../../../core/desk/contract/rollback.ts';
import type { RunStarted } from '../../../core/desk/contract/start.ts';
import { progressAddress } from '../../app/addresses.ts';
import { Screen } from '../../app/screen.tsx';
import { unlessRole, useSession } from '../../app/session.tsx';
import { Button, buttonLook } from '../../parts/button.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { NotFetched } from '../../parts/not-fetched.tsx';
import { Notice } from '../../parts/notice.tsx';
import { counted, TYPE_LETTERS, TYPES } from '../../parts/words.ts';
import { forgetSets, rollbackPreviewQuery } from '../../server/queries.ts';
import { newKey, write } from '../../server/request.ts';
import styles from './rollback-screen.module.css';

/** `/rollback/:run?actor=`: what taking a run back would do, by name what it cannot, and then the button. */
export function RollbackScreen({ run }: { readonly run: string }) {
  const [search, setSearch] = useSearchParams();
  const actors = search.getAll('actor');
  const { data, error, refetch } = useQuery(rollbackPreviewQuery(run, actors));
  return (
    <Screen
      title={`Take back run ${run}`}
      beside={<span className="dim">{actors.length === 0 ? 'the whole run' : counted(actors.length, 'actor')}</span>}
      busy={data === undefined && error === null}
    >
      {error === null ? null : (
        <NotFetched title="There is no preview" error={error} retry={refetch}>
          {' '}
          <Link href="/history">History</Link>
        </NotFetched>
      )}
      {data === undefined ? (
        error === null ? (
          <p className="dim">Looking what can be put back …</p>
        ) : null
      ) : (
        <Preview
          key={actors.join('/')}
          preview={data}
          actors={actors}
          choose={(actor) => setSearch(actor === undefined ? '' : new URLSearchParams({ actor }))}
        />
      )}
    </Screen>
  );
}

function Preview({
  preview,
  actors,
  choose,
}: {
  readonly preview: RollbackPreview;
  readonly actors: readonly string[];
  readonly choose: (actor: string | undefined) => void;
}) {
  const session = useSession();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [key] = useState(newKey);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const why = useId();
  const changes = preview.putBack + preview.takeOut;
  const unless =
    unlessRole(session, 'approver') ??
    (changes === 0 ? 'There is nothing to take back' : undefined) ??
    (reason.trim() === '' ? 'Say why first: it is kept in the history' : undefined) ??
    (busy ? 'On its way' : undefined);
  const takeBack = async () => {
    setBusy(true);
    const body: Rollback = {
      run: preview.run,
      reason: reason.trim(),
      ...(actors.length === 0 ? {} : { actors: [...actors] }),
    };
    try {
      const { run } = await write<RunStarted>('/api/rollbacks', { method: 'POST', body, key });
      await forgetSets(client);
      navigate(progressAddress(run));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
  return (
    <>
      <ul className={styles['sum']}>
        <li>
          <strong>{preview.putBack.toLocaleString('en')}</strong> put back
        </li>
        <li>
          <strong>{preview.takeOut.toLocaleString('en')}</strong> taken out
        </li>
        <li>
          <strong>{preview.cannot.toLocaleString('en')}</strong> cannot be undone
        </li>
        {preview.blocked === 0 ? null : (
          <li>
            <strong>{preview.blocked.toLocaleString('en')}</strong> of {counted(preview.actors.length, 'actor')}: later
            runs come first
          </li>
        )}
        <li className="dim">nothing is erased</li>
      </ul>
      {actors.length === 0 ? null : (
        <p>
          <Button onClick={() => choose(undefined)}>The whole run</Button>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow window it scrolls sideways, also by keyboard */}
      <section className={styles['scroll']} aria-label="Each actor" tabIndex={0}>
        <table className={styles['table']}>
          <caption className="unseen">What taking the run back does to each actor</caption>
          <thead>
            <tr>
              <th scope="col">actor</th>
              <th scope="col" className="number">
                put back
              </th>
              <th scope="col" className="number">
                taken out
              </th>
              <th scope="col">balance</th>
              <th scope="col">cannot be undone</th>
              <th scope="col">
                <span className="unseen">only this</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {preview.actors.map(({ actor, putBack, takeOut, now, after, cannot, first }) => (
              <tr key={actor}>
                <th scope="row">
                  <ForeignText text={actor} longest={60} />
                </th>
                <td className="number">{putBack.length}</td>
                <td className="number">{takeOut.length}</td>
                <td>
                  {now === null || after === null
                    ? 'not known'
                    : TYPES.map((type) => `${TYPE_LETTERS[type]} ${now[type]}→${after[type]}`).join('  ')}
                </td>
                <td>
                  {first.length === 0 ? null : <p>Take back first: {first.join(', ')}</p>}
                  {cannot.map(({ file, words }) => (
                    <p key={file}>
                      <ForeignText text={file} longest={60} />: <ForeignText text={words} longest={200} />
                    </p>
                  ))}
                  {first.length + cannot.length === 0 ? <span className="dim">–</span> : null}
                </td>
                <td>
                  {actors.length === 1 || preview.actors.length === 1 ? null : (
                    <Button look="plain" onClick={() => choose(actor)}>
                      only this
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <label htmlFor={why} className={styles['why']}>
        <span>Why (kept in the history)</span>
        <textarea
          id={why}
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </label>
      {problem === undefined ? null : (
        <Notice bad title="Not taken back">
          <p>
            <ForeignText text={problem} longest={400} />
          </p>
        </Notice>
      )}
      <p className={styles['buttons']}>
        <Link href="/history" className={buttonLook()}>
          Cancel
        </Link>
        <Button unless={unless} onClick={() => void takeBack()}>
          Take back {counted(changes, 'change')}
        </Button>
        {unless === undefined ? null : <span className="dim">{unless}.</span>}
      </p>
    </>
  );
}
