import { useState } from 'react';
import type { RunDetail } from '../../../core/desk/contract/runs.ts';
import type { ApprovalSummary } from '../../../core/desk/rules/approval-summary.ts';
import { unlessRole, useSession } from '../../app/session.tsx';
import { Button } from '../../parts/button.tsx';
import { counted } from '../../parts/words.ts';
import type { Decisions } from '../../review/decision-store.ts';
import { itemKey } from '../../review/queue.ts';
import styles from './approve-bar.module.css';
import { ApproveDialog } from './approve-dialog.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import { ReplanDialog } from './replan-dialog.tsx';

/** The approval, at the bottom of the window from the first paint on. It says what it would do before anybody opens it. */
export function ApproveBar({
  detail,
  summary,
  decisions,
  looked,
  isStale,
}: {
  readonly detail: RunDetail;
  readonly summary: ApprovalSummary;
  readonly decisions: Decisions;
  readonly looked: ReadonlySet<string>;
  readonly isStale: boolean;
}) {
  const session = useSession();
  const [asks, setAsks] = useState<'approve' | 'reject' | 'replan'>();
  const changes = summary.retire + summary.generate;
  const blocking = summary.warnings.filter(
    ({ blocks, actor, change }) => blocks && !looked.has(itemKey(actor, change)),
  );
  const never = unlessRole(session, 'approver');
  const unsaved = decisions.unsaved > 0 ? `${counted(decisions.unsaved, 'decision')} not saved yet` : undefined;
  const unless =
    never ??
    unsaved ??
    (isStale ? 'There are newer plans' : undefined) ??
    (changes === 0 ? 'Nothing is let in yet: undecided is not approved' : undefined) ??
    (blocking.length > 0 ? `${counted(blocking.length, 'warning')} to be looked at first` : undefined);
  return (
    <section className={styles['bar']} aria-label="Approval" data-approval>
      <p className={styles['words']}>
        Approve: <strong>−{summary.retire.toLocaleString('en')}</strong>{' '}
        <strong>+{summary.generate.toLocaleString('en')}</strong>, {summary.against.toLocaleString('en')} against the
        plan · {summary.undecided.toLocaleString('en')} undecided stay as they are
        {unless === undefined ? null : <span className={styles['unless']}>{unless}.</span>}
      </p>
      <Button look="main" unless={unless} onClick={() => setAsks('approve')}>
        Approve {counted(changes, 'change')}…
      </Button>
      <Button unless={never ?? unsaved} onClick={() => setAsks('replan')}>
        Plan again with my decisions…
      </Button>
      <Button unless={never} onClick={() => setAsks('reject')}>
        Reject the run…
      </Button>
      {asks === 'approve' ? (
        <ApproveDialog
          detail={detail}
          summary={summary}
          decisions={decisions}
          looked={looked}
          onClose={() => setAsks(undefined)}
        />
      ) : asks === 'reject' ? (
        <RejectDialog run={detail.run.run} planHash={decisions.planHash} onClose={() => setAsks(undefined)} />
      ) : asks === 'replan' ? (
        <ReplanDialog
          run={detail.run.run}
          planHash={decisions.planHash}
          actors={undefined}
          onClose={() => setAsks(undefined)}
        />
      ) : null}
    </section>
  );
}
