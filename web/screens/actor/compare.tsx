import { type ComponentProps, type CSSProperties, type MouseEvent, type PointerEvent, useState } from 'react';
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

/** A copy and what its reason says it is a copy of. */
export interface Pair {
  readonly leaves: Side;
  readonly stays: Side;
  /** Whether one is the other as in a mirror. */
  readonly isMirrored: boolean;
  /** Whether the plan would retire the other one too, for a reason of its own. */
  readonly bothLeave: boolean;
}

/** Where both pictures are enlarged, in hundredths of their width and height; undefined where they are shown whole. */
export interface Zoom {
  readonly x: number;
  readonly y: number;
}

/** How often a zoomed picture is enlarged. */
const ENLARGED = 3;

/** The picture that would leave beside the copy that would stay. */
export function Compare({
  way,
  setWay,
  pair: { leaves, stays, isMirrored, bothLeave },
  zoom,
  setZoom,
  onReady,
}: {
  readonly way: CompareWay;
  readonly setWay: (way: CompareWay) => void;
  readonly pair: Pair;
  /** The same for both pictures. */
  readonly zoom: Zoom | undefined;
  readonly setZoom: (zoom: Zoom | undefined) => void;
  readonly onReady: () => void;
}) {
  const [split, setSplit] = useState(50);
  const other = bothLeave ? 'would leave too' : 'stays';
  const zoomed = zoomStyle(zoom);
  const mirrored = isMirrored ? styles['mirrored'] : '';
  const pointing = {
    onClick: (event: MouseEvent<HTMLElement>) => setZoom(zoom === undefined ? placeOf(event) : undefined),
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (zoom !== undefined) setZoom(placeOf(event));
    },
  };
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
          <SideFigure side={leaves} says="would leave" zoomed={zoomed} pointing={pointing} onReady={onReady} />
          <SideFigure side={stays} says={other} zoomed={zoomed} pointing={pointing} onReady={onReady} />
        </div>
      ) : (
        <div className={`${styles['stack']} ${way === 'difference' ? styles['difference'] : ''}`} {...pointing}>
          <div className={styles['under']} style={zoomed}>
            <Picture sha256={stays.sha256} size="1600" alt={`${other}: ${stays.file}`} onReady={onReady} />
          </div>
          <div className={styles['over']} style={way === 'slider' ? { clipPath: `inset(0 ${100 - split}% 0 0)` } : {}}>
            <div className={styles['fill']} style={zoomed}>
              <div className={`${styles['fill']} ${mirrored}`}>
                <Picture sha256={leaves.sha256} size="1600" alt={`would leave: ${leaves.file}`} onReady={onReady} />
              </div>
            </div>
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
          <span>{other}</span>
        </label>
      ) : null}
      {way === 'side by side' ? null : (
        <p className="dim">
          {way === 'difference' ? 'Black is where both are the same. ' : ''}
          {isMirrored ? 'The copy is turned around here, so that both lie on each other.' : ''}
        </p>
      )}
      <CompareTable leaves={leaves} stays={stays} other={other} />
    </div>
  );
}

function zoomStyle(zoom: Zoom | undefined): CSSProperties {
  return zoom === undefined ? {} : { scale: `${ENLARGED}`, transformOrigin: `${zoom.x}% ${zoom.y}%` };
}

/** Where in an element the pointer is, in hundredths. */
function placeOf({ clientX, clientY, currentTarget }: MouseEvent<HTMLElement>): Zoom {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  return { x: ((clientX - left) * 100) / width, y: ((clientY - top) * 100) / height };
}

function SideFigure({
  side,
  says,
  zoomed,
  pointing,
  onReady,
}: {
  readonly side: Side;
  readonly says: string;
  readonly zoomed: CSSProperties;
  readonly pointing: Pick<ComponentProps<'div'>, 'onClick' | 'onPointerMove'>;
  readonly onReady: () => void;
}) {
  return (
    <figure className={styles['side']}>
      <div {...pointing}>
        <div className={styles['fill']} style={zoomed}>
          <Picture sha256={side.sha256} size="1600" alt={`${says}: ${side.file}`} onReady={onReady} />
        </div>
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

function CompareTable({
  leaves,
  stays,
  other,
}: {
  readonly leaves: Side;
  readonly stays: Side;
  readonly other: string;
}) {
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
          <th scope="col">{other}</th>
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
