import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Replan } from '../../../core/desk/contract/replan.ts';
import type { RunStarted } from '../../../core/desk/contract/start.ts';
import { progressAddress } from '../../app/addresses.ts';
import { unlessRole, useSession } from '../../app/session.tsx';
import { Button } from '../../parts/button.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Modal } from '../../parts/modal.tsx';
import { Notice } from '../../parts/notice.tsx';
import { counted } from '../../parts/words.ts';
import { forgetSets, runPath } from '../../server/queries.ts';
import { newKey, write } from '../../server/request.ts';
import styles from './approve-dialog.module.css';

/** Says what planning again does, and does it. `actors` is undefined for all that are left in the run. */
export function ReplanDialog({
  run,
  planHash,
  actors,
  onClose,
}: {
  readonly run: string;
  readonly planHash: string;
  readonly actors: readonly string[] | undefined;
  readonly onClose: () => void;
}) {
  const session = useSession();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const whom = actors === undefined ? 'all actors' : counted(actors.length, 'actor');
  const begin = async () => {
    setBusy(true);
    const body: Replan = actors === undefined ? {} : { actors: [...actors] };
    try {
      const started = await write<RunStarted>(runPath(run, '/replan'), { method: 'POST', body, planHash, key });
      await forgetSets(client);
      navigate(progressAddress(started.run));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
  return (
    <Modal title={`Plan ${whom} of run ${run} again`} onClose={onClose}>
      <div className={styles['dialog']}>
        <h2>Plan {whom} again?</h2>
        <ul className={styles['facts']}>
          <li>A new run looks at {actors === undefined ? 'them' : 'these'} and plans anew. It changes nothing.</li>
          <li>Pictures that have not changed are not judged again and cost nothing.</li>
          <li>What was decided is carried over where the new plan has the same change of the same picture.</li>
          <li>
            {actors === undefined
              ? `Run ${run} is closed: nothing of it can be approved any more.`
              : `They can be approved in the new run only; the others stay in run ${run}.`}
          </li>
        </ul>
        {actors === undefined ? null : (
          <p className="dim">
            <ForeignText text={actors.join(', ')} longest={300} />
          </p>
        )}
        {problem === undefined ? null : (
          <Notice bad title="Not planned again">
            <p>
              <ForeignText text={problem} longest={400} />
            </p>
          </Notice>
        )}
        <div className={styles['buttons']}>
          <Button data-begin onClick={onClose}>
            Cancel
          </Button>
          <Button
            look="main"
            unless={unlessRole(session, 'approver') ?? (busy ? 'On its way' : undefined)}
            onClick={() => void begin()}
          >
            Plan {whom} again
          </Button>
        </div>
      </div>
    </Modal>
  );
}
