import styles from './balance-bar.module.css';

/** Counts of one type as two bars against the target: the upper one now, the lower one afterwards, the line the target. */
export function BalanceBar({
  now,
  then,
  target,
  most,
}: {
  readonly now: number;
  readonly then: number;
  readonly target: number;
  /** What fills the whole width. */
  readonly most: number;
}) {
  const width = (count: number) => `${Math.min(100, (count * 100) / Math.max(1, most))}%`;
  return (
    <svg className={styles['bar']} aria-hidden="true" focusable="false">
      <rect className={styles['track']} y="2" width="100%" height="12" />
      <rect className={styles['now']} y="2" width={width(now)} height="6" />
      <rect className={styles['then']} y="8" width={width(then)} height="6" />
      <line className={styles['target']} x1={width(target)} x2={width(target)} y1="0" y2="16" />
    </svg>
  );
}
