import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import type {
  PicturesTakenBack,
  Rollback,
  RollbackPreview,
  TakeBackPictures,
} from '../../../core/desk/contract/rollback.ts';
import type { RunStarted } from '../../../core/desk/contract/start.ts';
import { progressAddress, rollbackAddress } from '../../app/addresses.ts';
import { Screen } from '../../app/screen.tsx';
import { unlessRole, useSession } from '../../app/session.tsx';
import { useSay } from '../../app/status.ts';
import { Button, buttonLook } from '../../parts/button.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { NotFetched } from '../../parts/not-fetched.tsx';
import { Notice } from '../../parts/notice.tsx';
import { counted } from '../../parts/words.ts';
import { forgetSets, rollbackPreviewQuery } from '../../server/queries.ts';
import { newKey, Unreachable, write } from '../../server/request.ts';
import { type Choice, type Chosen, chosenOf, toggled, type What } from './rollback-choice.ts';
import { RollbackPictures } from './rollback-pictures.tsx';
import styles from './rollback-screen.module.css';
import { RollbackTable } from './rollback-table.tsx';

/** `/rollback/:run?actor=`: what taking a run back would do, by name what it cannot, and then the button. */
export function RollbackScreen({ run }: { readonly run: string }) {
  const [search] = useSearchParams();
  const actors = search.getAll('actor');
  const { data, error, refetch } = useQuery(rollbackPreviewQuery(run, actors));
  return (
    <Screen
      title={`Take back run ${run}`}
      beside={actors.length === 0 ? undefined : <span className="dim">{counted(actors.length, 'actor')}</span>}
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
        <>
          {actors.length === 0 ? null : (
            <p>
              <Link href={rollbackAddress(run)}>The whole run</Link>
            </p>
          )}
          <Preview key={actors.join('/')} preview={data} named={actors} />
        </>
      )}
    </Screen>
  );
}

function Preview({ preview, named }: { readonly preview: RollbackPreview; readonly named: readonly string[] }) {
  const session = useSession();
  const [choice, setChoice] = useState<Choice>({ what: 'run', actors: new Set(), pictures: new Set() });
  const [reason, setReason] = useState('');
  const chosen = chosenOf(preview, choice);
  const taking = useTaking(preview.run, choice.what, chosen, named);
  const why = useId();
  const changes = chosen.putBack + chosen.takeOut;
  const unless =
    unlessRole(session, 'approver') ??
    (changes === 0 ? NOTHING[choice.what] : undefined) ??
    (reason.trim() === '' ? 'Say why first: it is kept in the history' : undefined) ??
    (taking.busy ? 'On its way' : undefined);
  return (
    <>
      <WhatChoice what={choice.what} named={named.length} onWhat={(what) => setChoice({ ...choice, what })} />
      <Sum chosen={chosen} />
      {choice.what === 'pictures' ? (
        <RollbackPictures
          preview={preview}
          chosen={choice.pictures}
          onToggle={(key) => setChoice({ ...choice, pictures: toggled(choice.pictures, key) })}
        />
      ) : (
        <RollbackTable
          preview={preview}
          chosen={choice.what === 'actors' ? choice.actors : undefined}
          onToggle={(actor) => setChoice({ ...choice, actors: toggled(choice.actors, actor) })}
        />
      )}
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
      {taking.problem === undefined ? null : (
        <Notice bad title="Not taken back">
          <p>
            <ForeignText text={taking.problem} longest={400} />
          </p>
        </Notice>
      )}
      <p className={styles['buttons']}>
        <Link href="/history" className={buttonLook()}>
          Cancel
        </Link>
        <Button unless={unless} onClick={() => void taking.takeBack(reason.trim())}>
          Take back {counted(changes, choice.what === 'pictures' ? 'picture' : 'change')}
        </Button>
        {unless === undefined ? null : <span className="dim">{unless}.</span>}
      </p>
    </>
  );
}

const NOTHING: Readonly<Record<What, string>> = {
  run: 'There is nothing to take back',
  actors: 'Choose at least one actor',
  pictures: 'Choose at least one picture',
};

const WHATS: readonly (readonly [What, string])[] = [
  ['run', 'the whole run'],
  ['actors', 'some actors'],
  ['pictures', 'chosen pictures'],
];

/** Whole run, some actors, or single pictures. */
function WhatChoice({
  what,
  named,
  onWhat,
}: {
  readonly what: What;
  readonly named: number;
  readonly onWhat: (what: What) => void;
}) {
  const name = useId();
  const { mode } = useSession();
  const isOffered = (each: What) =>
    (each !== 'actors' || named !== 1) &&
    // A deployed desk moves no image by itself.
    (each !== 'pictures' || mode === 'local');
  return (
    <fieldset className={styles['what']}>
      <legend>Take back</legend>
      {WHATS.filter(([each]) => isOffered(each)).map(([each, words]) => (
        <label key={each}>
          <input type="radio" name={name} checked={what === each} onChange={() => onWhat(each)} />{' '}
          {each === 'run' && named > 0 ? `all that it did to ${counted(named, 'actor')}` : words}
        </label>
      ))}
    </fieldset>
  );
}

function Sum({ chosen }: { readonly chosen: Chosen }) {
  return (
    <ul className={styles['sum']}>
      <li>
        <strong>{chosen.putBack.toLocaleString('en')}</strong> put back
      </li>
      <li>
        <strong>{chosen.takeOut.toLocaleString('en')}</strong> taken out
      </li>
      <li>
        <strong>{chosen.cannot.toLocaleString('en')}</strong> cannot be undone
      </li>
      {chosen.blocked === 0 ? null : (
        <li>
          <strong>{chosen.blocked.toLocaleString('en')}</strong> of {counted(chosen.actors.length, 'actor')}: later runs
          come first
        </li>
      )}
      <li className="dim">nothing is erased</li>
    </ul>
  );
}

/** Takes back what was chosen. A double click, or a second try after a lost answer, is the same request. */
function useTaking(run: string, what: What, chosen: Chosen, named: readonly string[]) {
  const say = useSay();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [key, setKey] = useState(newKey);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const pictures = async (reason: string) => {
    const body: TakeBackPictures = { run, reason, pictures: [...chosen.pictures] };
    const answer = await write<PicturesTakenBack>('/api/rollbacks/pictures', { method: 'POST', body, key });
    await forgetSets(client);
    await client.invalidateQueries({ queryKey: ['rollback-preview'] });
    if (answer.cannot.length > 0) {
      const words = answer.cannot.map(({ actor, file, words: cause }) => `${actor}/${file}: ${cause}`);
      throw new Error(`${counted(answer.done, 'picture')} taken back; not these: ${words.join('; ')}`);
    }
    say(`${counted(answer.done, 'picture')} taken back`);
    navigate('/history');
  };
  const sets = async (reason: string) => {
    const actors = what === 'actors' ? chosen.actors : named;
    const body: Rollback = { run, reason, ...(actors.length === 0 ? {} : { actors: [...actors] }) };
    const started = await write<RunStarted>('/api/rollbacks', { method: 'POST', body, key });
    await forgetSets(client);
    navigate(progressAddress(started.run));
  };
  const takeBack = async (reason: string) => {
    setBusy(true);
    try {
      await (what === 'pictures' ? pictures(reason) : sets(reason));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
      // A refusal is final; of a lost answer nobody knows, so the next try is the same request.
      if (!(error instanceof Unreachable)) setKey(newKey());
    }
  };
  return { busy, problem, takeBack };
}
