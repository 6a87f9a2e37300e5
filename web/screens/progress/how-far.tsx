import type { Progress } from '../../../core/desk/contract/progress.ts';
import { counted, usd } from '../../parts/words.ts';
import styles from './progress-screen.module.css';
import { STAGES } from './stage-words.ts';
import { isUnderWay } from './use-progress.ts';

const PICTURES = [
  ['generate', 'pictures made'],
  ['retire', 'pictures retired'],
] as const;

/** The stages in actors, the pictures, the time left and the money. */
export function HowFar({ progress }: { readonly progress: Progress }) {
  return (
    <>
      <ol className={styles['stages']} aria-label="Stages">
        {progress.stages.map(({ name, state: at, done, total }) => (
          <li key={name} className={styles['stage']} data-state={at}>
            <span>
              {STAGES[name]} {at === 'done' ? '✓' : at === 'under-way' ? `${done} of ${total}` : ''}
              <span className="unseen">{at === 'done' ? 'done' : at === 'under-way' ? 'under way' : 'waiting'}</span>
            </span>
            <progress value={at === 'done' ? 1 : total === 0 ? 0 : done / total} max={1} aria-label={STAGES[name]} />
          </li>
        ))}
      </ol>
      {progress.pictures === null ? null : (
        <ul className={styles['pictures']} aria-label="Pictures">
          {PICTURES.map(([what, words]) => {
            const { done, total } = progress.pictures?.[what] ?? { done: 0, total: 0 };
            return (
              <li key={what}>
                {words} <strong>{done.toLocaleString('en')}</strong> of {total.toLocaleString('en')}
              </li>
            );
          })}
        </ul>
      )}
      <p className={styles['money']}>
        <span>
          {!isUnderWay(progress)
            ? progress.state === 'review'
              ? 'waits for a decision'
              : 'over'
            : progress.secondsLeft === null
              ? 'time left: not known yet'
              : `about ${leftWords(progress.secondsLeft)} left${paceWords(progress)}`}
        </span>
        <span>
          spent <strong>{usd(progress.spentUsd)}</strong> of about {usd(progress.estimateUsd)}
        </span>
        <span>limit {usd(progress.budgetUsd)}</span>
      </p>
    </>
  );
}

function leftWords(seconds: number): string {
  return seconds < 90 ? counted(seconds, 'second') : counted(Math.round(seconds / 60), 'minute');
}

function paceWords({ pace }: Progress): string {
  return pace === null ? '' : ` (last ${counted(pace.pictures, 'picture')}: ${pace.secondsEach.toFixed(1)} s each)`;
}
