import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Rejected } from '../../../core/desk/contract/approve.ts';
import { Button } from '../../parts/button.tsx';
import { Modal } from '../../parts/modal.tsx';
import { Notice } from '../../parts/notice.tsx';
import { forgetSets, runPath } from '../../server/queries.ts';
import { newKey, write } from '../../server/request.ts';
import styles from './approve-dialog.module.css';

/** Closes a run without carrying anything of it out. */
export function RejectDialog({
  run,
  planHash,
  onClose,
}: {
  readonly run: string;
  readonly planHash: string;
  readonly onClose: () => void;
}) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [key] = useState(newKey);
  const [problem, setProblem] = useState<string>();
  const reject = async () => {
    try {
      await write<Rejected>(runPath(run, '/reject'), { method: 'POST', body: {}, planHash, key });
      await forgetSets(client);
      navigate('/');
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Modal title={`Reject run ${run}`} onClose={onClose}>
      <div className={styles['dialog']}>
        <h2>Reject run {run}?</h2>
        <p>Nothing of it is carried out, and it cannot be approved any more. Your decisions stay in its log.</p>
        {problem === undefined ? null : (
          <Notice bad title="Not rejected">
            <p>{problem}</p>
          </Notice>
        )}
        <div className={styles['buttons']}>
          <Button data-begin onClick={onClose}>
            Cancel
          </Button>
          <Button onClick={() => void reject()}>Reject the run</Button>
        </div>
      </div>
    </Modal>
  );
}
