import { Link } from 'wouter';
import { BalanceBar } from '../../parts/balance-bar.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { TypeMark } from '../../parts/type-mark.tsx';
import { ACTOR_STATE_WORDS, signed, TYPES } from '../../parts/words.ts';
import styles from './cast-cards.module.css';
import type { CastRow } from './cast-rows.ts';
import { rowAddress } from './row-address.ts';

/** A cast of a few, as cards. */
export function CastCards({ rows }: { readonly rows: readonly CastRow[] }) {
  return (
    <ul className={styles['cards']}>
      {rows.map((row) => (
        <li key={row.id} className={styles['card']}>
          <h2>
            <Link href={rowAddress(row)} className={styles['name']}>
              <ForeignText text={row.id} longest={60} />
            </Link>
          </h2>
          <p className={row.state === 'review' ? styles['urgent'] : 'dim'}>
            {ACTOR_STATE_WORDS[row.state]}
            {row.score === undefined ? '' : ` · score ${row.score.toFixed(1)}`}
            {row.retire + row.generate === 0 ? '' : ` · ${signed(-row.retire)} ${signed(row.generate)}`}
          </p>
          {TYPES.map((type) => (
            <div key={type} className={styles['type']}>
              <TypeMark type={type} spoken />
              <span>
                {row.now[type]} <span className="dim">of {row.want[type]}</span>
              </span>
              <BalanceBar
                now={row.now[type]}
                then={row.after[type]}
                target={row.want[type]}
                most={Math.max(1, ...TYPES.flatMap((each) => [row.now[each], row.after[each], row.want[each]]))}
              />
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
