import type { Balance } from '../../../core/desk/rules/balance.ts';
import { BalanceBar } from '../../parts/balance-bar.tsx';
import { TypeMark } from '../../parts/type-mark.tsx';
import { signed, TYPE_WORDS, TYPES } from '../../parts/words.ts';
import styles from './balance.module.css';

/** The set now, after the plan, and after what I decided, each against the target. */
export function BalanceTable({ balance, deciding }: { readonly balance: Balance; readonly deciding: boolean }) {
  const { now, plan, mine, target } = balance;
  const most = Math.max(...TYPES.flatMap((type) => [now[type], plan[type], mine[type], target[type]]));
  return (
    <table className={styles['balance']}>
      <caption className="unseen">Balance of the set, per type against the target</caption>
      <thead>
        <tr>
          <th scope="col">type</th>
          <th scope="col">now</th>
          <th scope="col">after plan</th>
          {deciding ? <th scope="col">yours</th> : null}
          <th scope="col">target</th>
          <th scope="col" className={styles['bars']}>
            <span className="unseen">as bars: </span>
            <span aria-hidden="true">upper now, lower {deciding ? 'yours' : 'after plan'}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {TYPES.map((type) => (
          <tr key={type}>
            <th scope="row">
              <TypeMark type={type} /> {TYPE_WORDS[type]}
            </th>
            <Count count={now[type]} target={target[type]} />
            <Count count={plan[type]} target={target[type]} />
            {deciding ? <Count count={mine[type]} target={target[type]} strong /> : null}
            <td>{target[type]}</td>
            <td className={styles['bars']}>
              <BalanceBar now={now[type]} then={deciding ? mine[type] : plan[type]} target={target[type]} most={most} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Count({
  count,
  target,
  strong = false,
}: {
  readonly count: number;
  readonly target: number;
  readonly strong?: boolean;
}) {
  const off = count - target;
  return (
    <td className={strong ? styles['strong'] : undefined} data-testid={strong ? 'yours' : undefined}>
      {count} <small className="dim">{off === 0 ? '✓' : signed(off)}</small>
      {off === 0 ? <span className="unseen">on target</span> : null}
    </td>
  );
}
