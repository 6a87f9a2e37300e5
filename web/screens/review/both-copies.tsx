import { useState } from 'react';
import type { DeskChange } from '../../../core/desk/contract/changes.ts';
import { Button } from '../../parts/button.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Picture } from '../../parts/picture.tsx';
import { useShown } from '../../parts/use-shown.ts';
import { visibleText } from '../../parts/visible-text.ts';
import styles from './both-copies.module.css';

/** What is known of a picture's place: its picture is drawn, and it was on the screen. */
type Mark = 'drawn' | 'on-screen';

const MARKS_OF_BOTH = 4;

/** A copy and what it is a copy of, side by side. That they were looked at can be said when both were on the screen. */
export function BothCopies({
  item: { change, sha256, kept },
  isLooked,
  onLooked,
}: {
  readonly item: DeskChange;
  readonly isLooked: boolean;
  readonly onLooked: () => void;
}) {
  const [marks, setMarks] = useState<ReadonlySet<string>>(new Set());
  const marked = (side: string) => (mark: Mark) => setMarks((before) => new Set([...before, `${side}/${mark}`]));
  const file = change.kind === 'retire' ? change.file : '';
  const wait = marks.size < MARKS_OF_BOTH ? 'Both pictures are to be on the screen first' : undefined;
  return (
    <>
      <div className={styles['pair']}>
        <Copy file={file} sha256={sha256} says="would leave" onMark={marked('leaves')} />
        <Copy
          file={kept?.file ?? ''}
          sha256={kept?.sha256 ?? null}
          says={kept?.moved == null ? 'would leave too' : 'is no longer there'}
          onMark={marked('other')}
        />
      </div>
      {isLooked ? (
        <span>looked at ✓</span>
      ) : (
        <Button unless={wait} onClick={onLooked}>
          I looked: it may go
        </Button>
      )}
    </>
  );
}

function Copy({
  file,
  sha256,
  says,
  onMark,
}: {
  readonly file: string;
  readonly sha256: string | null;
  readonly says: string;
  readonly onMark: (mark: Mark) => void;
}) {
  const own = useShown<HTMLElement>(() => {
    onMark('on-screen');
    // One that no record has cannot be drawn: its place says so.
    if (sha256 === null) onMark('drawn');
  });
  return (
    <figure ref={own} className={styles['copy']}>
      <div className={styles['box']}>
        <Picture sha256={sha256} alt={`${says}: ${visibleText(file, 60)}`} onReady={() => onMark('drawn')} />
      </div>
      <figcaption>
        <strong>{says}</strong> <ForeignText text={file} longest={60} />
      </figcaption>
    </figure>
  );
}
