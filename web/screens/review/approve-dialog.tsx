import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useLocation } from 'wouter';
import type { Approve, Approved } from '../../../core/desk/contract/approve.ts';
import type { RunDetail } from '../../../core/desk/contract/runs.ts';
import type { ApprovalSummary } from '../../../core/desk/rules/approval-summary.ts';
import { progressAddress } from '../../app/addresses.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../parts/button.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Modal } from '../../parts/modal.tsx';
import { Notice } from '../../parts/notice.tsx';
import { counted, usd } from '../../parts/words.ts';
import type { Decisions } from '../../review/decision-store.ts';
import { itemKey } from '../../review/queue.ts';
import { forgetSets, runPath } from '../../server/queries.ts';
import { newKey, Refused, write } from '../../server/request.ts';
import styles from './approve-dialog.module.css';
import { ApproveTable } from './approve-table.tsx';

const BECAUSE = {
  many: 'it retires many pictures at once',
  share: 'it takes a large part of a set',
  pinned: 'it retires a picture that somebody pinned',
} as const;

/** What leaves, what comes, what it costs and what was never opened; the focus begins on Cancel. */
export function ApproveDialog({
  detail,
  summary,
  decisions,
  looked,
  onClose,
}: {
  readonly detail: RunDetail;
  readonly summary: ApprovalSummary;
  readonly decisions: Decisions;
  readonly looked: ReadonlySet<string>;
  readonly onClose: () => void;
}) {
  const { user } = useSession();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  // Named once: a double click, or a second try after a lost answer, is the same approval.
  const [key] = useState(newKey);
  const [note, setNote] = useState('');
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Error>();
  const ids = useId();
  const { run } = detail.run;
  const changes = summary.retire + summary.generate;
  const unless = summary.typed !== null && Number(typed) !== summary.typed.number ? 'Type the number first' : undefined;

  const approve = async () => {
    if (busy) return;
    setBusy(true);
    const body: Approve = {
      sequence: decisions.sequence,
      looked: summary.warnings
        .filter(({ blocks, actor, change }) => blocks && looked.has(itemKey(actor, change)))
        .map(({ actor, change }) => ({ actor, change })),
      neverOpened: summary.neverOpened,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      ...(summary.typed === null ? {} : { typed: Number(typed) }),
    };
    try {
      await write<Approved>(runPath(run, '/approve'), { method: 'POST', body, planHash: decisions.planHash, key });
      await forgetSets(client);
      navigate(progressAddress(run));
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)));
      setBusy(false);
    }
  };

  return (
    <Modal title={`Approve ${counted(changes, 'change')} of run ${run}`} onClose={onClose}>
      <div className={styles['dialog']}>
        <h2>Approve {counted(changes, 'change')}?</h2>
        <ApproveTable summary={summary} />
        <ul className={styles['facts']}>
          <li>
            About {usd(summary.usd)}; the run may spend {usd(detail.budgetUsd)} in all.
          </li>
          {summary.edited === 0 ? null : (
            <li>{counted(summary.edited, 'prompt was', 'prompts were')} edited; what is made goes by those words.</li>
          )}
          <li>
            {summary.neverOpened === 0
              ? 'You have opened every one of them.'
              : `${counted(summary.neverOpened, 'of them you have', 'of them you have')} never opened.`}
          </li>
          <li>
            {counted(summary.undecided, 'undecided change stays as it is', 'undecided changes stay as they are')}.
          </li>
          <li>What leaves is moved aside, nothing is erased: the run can be taken back.</li>
          {summary.moved === 0 ? null : (
            <li>{counted(summary.moved, 'item')} changed since the plan and will not be carried out.</li>
          )}
        </ul>
        {summary.typed === null ? null : (
          <label htmlFor={`${ids}typed`} className={styles['field']}>
            <span>
              Type <strong>{summary.typed.number}</strong>, the number of pictures that leave:{' '}
              {summary.typed.because.map((why) => BECAUSE[why]).join(', and ')}
              {summary.typed.actors.length === 0 ? null : (
                <span className="dim">
                  {' '}
                  (<ForeignText text={summary.typed.actors.join(', ')} longest={200} />)
                </span>
              )}
            </span>
            <input
              id={`${ids}typed`}
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          </label>
        )}
        <label htmlFor={`${ids}note`} className={styles['field']}>
          <span>
            Note, kept with your name (<ForeignText text={user} longest={40} />)
          </span>
          <input
            id={`${ids}note`}
            value={note}
            maxLength={2000}
            autoComplete="off"
            onChange={({ target }) => setNote(target.value)}
          />
        </label>
        {problem === undefined ? null : (
          <Notice
            bad
            title={problem instanceof Refused ? 'Not approved' : 'No answer: it may have been approved or not'}
          >
            <p>
              <ForeignText text={problem.message} longest={400} />
            </p>
          </Notice>
        )}
        <div className={styles['buttons']}>
          <Button data-begin onClick={onClose}>
            Cancel
          </Button>
          <Button look="main" unless={unless ?? (busy ? 'On its way' : undefined)} onClick={() => void approve()}>
            Approve {counted(changes, 'change')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
