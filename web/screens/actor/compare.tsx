import { useState } from 'react';
import type { DeskPicture } from '../../../core/desk/contract/actor.ts';
import { Button } from '../../parts/button.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Picture } from '../../parts/picture.tsx';
import { TYPE_WORDS } from '../../parts/words.ts';
import styles from './compare.module.css';

/** Ways of comparing, in the order in which the key goes through them. */
export const COMPARE_WAYS = ['side by side', 'slider', 'difference'] as const;

/** One of {@link COMPARE_WAYS}. */
export type CompareWay = (typeof COMPARE_WAYS)[number];

/** One side of a comparison. */
export interface Side {
  readonly file: string;
  readonly sha256: string | null;
  /** What is known of it, where it is still in the set. */
  readonly picture: DeskPicture | undefined;
}

/** The picture that would leave beside the copy that would stay. */
export function Compare({
  way,
  setWay,
  leaves,
  stays,
  onReady,
}: {
  readonly way: CompareWay;
  readonly setWay: (way: CompareWay) => void;
  readonly leaves: Side;
  readonly stays: Side;
  readonly onReady: () => void;
}) {
  const [split, setSplit] = useState(50);
  return (
    <div className={styles['compare']}>
      <div className={styles['ways']} role="group" aria-label="How to compare">
        {COMPARE_WAYS.map((each) => (
          <Button key={each} pressed={each === way} onClick={() => setWay(each)}>
            {each}
          </Button>
        ))}
      </div>
      {way === 'side by side' ? (
        <div className={styles['sides']}>
          <SideFigure side={leaves} says="would leave" onReady={onReady} />
          <SideFigure side={stays} says="stays" onReady={onReady} />
        </div>
      ) : (
        <div className={`${styles['stack']} ${way === 'difference' ? styles['difference'] : ''}`}>
          <div className={styles['under']}>
            <Picture sha256={stays.sha256} size="1600" alt={`stays: ${stays.file}`} onReady={onReady} />
          </div>
          <div className={styles['over']} style={way === 'slider' ? { clipPath: `inset(0 ${100 - split}% 0 0)` } : {}}>
            <Picture sha256={leaves.sha256} size="1600" alt={`would leave: ${leaves.file}`} onReady={onReady} />
          </div>
        </div>
      )}
      {way === 'slider' ? (
        <label className={styles['slider']}>
          <span>would leave</span>
          <input
            type="range"
            min="0"
            max="100"
            value={split}
            aria-label="How much of the picture that would leave is shown"
            onChange={(event) => setSplit(event.target.valueAsNumber)}
          />
          <span>stays</span>
        </label>
      ) : null}
      {way === 'difference' ? <p className="dim">Black is where both are the same.</p> : null}
      <CompareTable leaves={leaves} stays={stays} />
    </div>
  );
}

function SideFigure({
  side,
  says,
  onReady,
}: {
  readonly side: Side;
  readonly says: string;
  readonly onReady: () => void;
}) {
  return (
    <figure className={styles['side']}>
      <div>
        <Picture sha256={side.sha256} size="1600" alt={`${says}: ${side.file}`} onReady={onReady} />
      </div>
      <figcaption>
        <strong>{says}</strong> <ForeignText text={side.file} longest={60} />
      </figcaption>
    </figure>
  );
}

interface Fact {
  readonly what: string;
  readonly of: (picture: DeskPicture) => string;
  /** More is better; undefined where neither is. */
  readonly rank?: (picture: DeskPicture) => number;
}

const FACTS: readonly Fact[] = [
  {
    what: 'resolution',
    of: ({ width, height }) => (width === null ? 'not known' : `${width} × ${height}`),
    rank: ({ width, height }) => (width ?? 0) * (height ?? 0),
  },
  { what: 'bytes', of: ({ size }) => size.toLocaleString('en'), rank: ({ size }) => size },
  {
    what: 'score',
    of: ({ verdict }) => (verdict === null ? 'not looked at' : `${verdict.score}`),
    rank: ({ verdict }) => verdict?.score ?? 0,
  },
  { what: 'type', of: ({ verdict }) => (verdict === null ? 'not looked at' : TYPE_WORDS[verdict.type]) },
  { what: 'from', of: ({ origin }) => (origin.kind === 'upload' ? 'uploaded' : `run ${origin.run}`) },
];

function CompareTable({ leaves, stays }: { readonly leaves: Side; readonly stays: Side }) {
  const [a, b] = [leaves.picture, stays.picture];
  if (a === undefined || b === undefined) return null;
  const cell = ({ of, rank }: Fact, picture: DeskPicture, other: DeskPicture) => {
    const better = rank !== undefined && rank(picture) > rank(other);
    return <td>{better ? <strong>{of(picture)} · better</strong> : of(picture)}</td>;
  };
  return (
    <table className={styles['facts']}>
      <thead>
        <tr>
          <td />
          <th scope="col">would leave</th>
          <th scope="col">stays</th>
        </tr>
      </thead>
      <tbody>
        {FACTS.map((fact) => (
          <tr key={fact.what}>
            <th scope="row">{fact.what}</th>
            {cell(fact, a, b)}
            {cell(fact, b, a)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
