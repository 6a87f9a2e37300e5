import type { ApprovalSummary } from '../../../core/desk/rules/approval-summary.ts';
import { REASON_GROUPS, type ReasonGroup } from '../../../core/desk/rules/reason-group.ts';
import { REASON_WORDS, TYPE_WORDS, TYPES } from '../../parts/words.ts';
import styles from './approve-dialog.module.css';

const comes = (reason: ReasonGroup) => reason.startsWith('missing/');

/** What leaves and then what comes: each by reason, sure reasons first, and by type. */
export function ApproveTable({ summary }: { readonly summary: ApprovalSummary }) {
  const reasons = REASON_GROUPS.filter((reason) => summary.byReason.has(reason));
  return (
    <div className={styles['tables']}>
      <Part
        title="Leave"
        sign="−"
        total={summary.retire}
        summary={summary}
        reasons={reasons.filter((reason) => !comes(reason))}
        ofType="leave"
      />
      <Part
        title="Come"
        sign="+"
        total={summary.generate}
        summary={summary}
        reasons={reasons.filter(comes)}
        ofType="come"
      />
    </div>
  );
}

function Part({
  title,
  sign,
  total,
  summary,
  reasons,
  ofType,
}: {
  readonly title: string;
  readonly sign: '−' | '+';
  readonly total: number;
  readonly summary: ApprovalSummary;
  readonly reasons: readonly ReasonGroup[];
  readonly ofType: 'leave' | 'come';
}) {
  const counts = TYPES.map((type) => [TYPE_WORDS[type], summary[ofType][type]] as const);
  // Why something comes names its type already.
  const types = ofType === 'come' ? [] : counts.filter(([, count]) => count > 0);
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col" className="number">
            {total === 0 ? '0' : `${sign}${total}`}
          </th>
        </tr>
      </thead>
      <tbody>
        {reasons.map((reason) => {
          const { carried, items } = summary.byReason.get(reason) ?? { carried: 0, items: 0 };
          return (
            <tr key={reason}>
              <th scope="row">{REASON_WORDS[reason]}</th>
              <td className="number">
                {carried} of {items}
              </td>
            </tr>
          );
        })}
        {types.map(([words, count]) => (
          <tr key={words} className="dim">
            <th scope="row">of these {words}</th>
            <td className="number">{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
