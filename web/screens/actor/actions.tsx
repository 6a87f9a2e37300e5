import type { DeskPicture } from '../../../core/desk/contract/actor.ts';
import type { ImageType } from '../../../core/image-type.ts';
import { Button } from '../../parts/button.tsx';
import { TypeMark } from '../../parts/type-mark.tsx';
import { TYPE_WORDS, TYPES } from '../../parts/words.ts';
import styles from './actions.module.css';
import { DISMISSIBLE } from './reason-panel.tsx';
import type { Tile } from './tiles.ts';
import type { Deciding, Wish } from './use-deciding.ts';
import type { ImageWrites } from './use-image-write.ts';

/** Every key that decides, as a button. */
export function DecideButtons({
  tile,
  deciding,
  selected,
  act,
}: {
  readonly tile: Tile;
  readonly deciding: Deciding;
  /** Tiles that the buttons mean, where several are selected. */
  readonly selected: number;
  readonly act: (wish: Wish) => void;
}) {
  const outcome = deciding.outcomeOf(tile);
  const more = selected > 0 ? ` ${selected} selected` : '';
  if (tile.change === undefined && selected === 0) return null;
  return (
    <div className={styles['row']} role="group" aria-label="Decide">
      <Button pressed={outcome === 'in' && selected === 0} shortcut="K" onClick={() => act('in')}>
        In{more}
      </Button>
      <Button pressed={outcome === 'out' && selected === 0} shortcut="X" onClick={() => act('out')}>
        Out{more}
      </Button>
      <Button
        shortcut="A"
        onClick={() => act('agree')}
        unless={deciding.isBlind(tile) ? 'A blind look: say in or out yourself' : undefined}
      >
        Agree{more}
      </Button>
      <Button
        shortcut="U"
        onClick={() => act(null)}
        unless={outcome === null && selected === 0 ? 'Nothing is decided yet' : undefined}
      >
        Undecided{more}
      </Button>
    </div>
  );
}

/** What can be said of a picture for good: its type, a pin, that a finding is fine. */
export function PictureButtons({
  tile,
  writes,
  unless,
}: {
  readonly tile: Tile;
  readonly writes: ImageWrites;
  readonly unless: string | undefined;
}) {
  const { picture, change } = tile;
  if (picture === undefined) return null;
  const type = picture.corrected?.type ?? picture.verdict?.type;
  const code = DISMISSIBLE.find((each) => each === change?.group);
  return (
    <>
      <div className={styles['row']} role="group" aria-label="It really is">
        {TYPES.map((each, at) => (
          <Button
            key={each}
            pressed={type === each}
            shortcut={`${at + 1}`}
            title={TYPE_WORDS[each]}
            unless={unless}
            onClick={() => writes.correct(picture, correction(picture, each))}
          >
            <TypeMark type={each} spoken />
            {picture.corrected?.type === each ? <span className="unseen">, corrected</span> : null}
          </Button>
        ))}
        {picture.corrected === null ? null : (
          <Button shortcut="0" onClick={() => writes.correct(picture, null)}>
            as judged
          </Button>
        )}
      </div>
      <div className={styles['row']}>
        <Button pressed={picture.pinned} unless={unless} onClick={() => writes.pin(picture, !picture.pinned)}>
          {picture.pinned ? 'Pinned' : 'Pin'}
        </Button>
        {code === undefined ? null : <Fine picture={picture} code={code} writes={writes} unless={unless} />}
      </div>
    </>
  );
}

/** A correction to what the judge says already is none. */
export function correction(picture: DeskPicture, type: ImageType): ImageType | null {
  return picture.verdict?.type === type ? null : type;
}

function Fine({
  picture,
  code,
  writes,
  unless,
}: {
  readonly picture: DeskPicture;
  readonly code: (typeof DISMISSIBLE)[number];
  readonly writes: ImageWrites;
  readonly unless: string | undefined;
}) {
  const isFine = picture.dismissed.some((each) => each.code === code);
  return (
    <Button
      pressed={isFine}
      unless={unless}
      title="Remembered for good: no later plan raises this of this picture"
      onClick={() => writes.dismiss(picture, code, !isFine)}
    >
      This is fine
    </Button>
  );
}
