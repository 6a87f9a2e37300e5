import { type ReactNode, useState } from 'react';
import type { Action } from '../../keys/key-row.ts';
import type { Layer } from '../../keys/keyboard.ts';
import { Button } from '../../parts/button.tsx';
import { Modal } from '../../parts/modal.tsx';
import { Picture } from '../../parts/picture.tsx';
import { COMPARE_WAYS, Compare, type CompareWay, type Pair, type Zoom } from './compare.tsx';
import { Filmstrip } from './filmstrip.tsx';
import styles from './loupe.module.css';
import { tileName } from './tile-name.ts';
import type { Tile } from './tiles.ts';

/** Where both pictures of a comparison are enlarged by the key. */
const MIDDLE: Zoom = { x: 50, y: 50 };

/** One picture, large, with the same reasons beside it; or two, compared. It owns the keyboard while it is open. */
export function Loupe({
  tile,
  name,
  position,
  partner,
  near,
  goTo,
  comparing,
  setComparing,
  showsReasons,
  handle,
  released,
  onClose,
  children,
}: {
  readonly tile: Tile;
  readonly name: string;
  /** "2 of 7". */
  readonly position: string;
  /** The picture and the copy that its reason names, where it names one. */
  readonly partner: Pair | undefined;
  /** The pictures around this one, in their order. */
  readonly near: readonly Tile[];
  readonly goTo: (key: string) => void;
  readonly comparing: CompareWay | undefined;
  readonly setComparing: (way: CompareWay | undefined) => void;
  readonly showsReasons: boolean;
  readonly handle: (action: Action) => string | undefined;
  readonly released: (action: Action) => void;
  readonly onClose: () => void;
  /** Reasons and buttons. */
  readonly children: ReactNode;
}) {
  const [ready, setReady] = useState<string>();
  const [isFull, setFull] = useState(false);
  const [zoom, setZoom] = useState<Zoom>();
  const way = partner === undefined ? undefined : comparing;
  const sha256 = tile.change?.sha256 ?? tile.picture?.sha256 ?? null;
  const shows = `${tile.key}/${way === undefined ? '' : 'compare'}`;
  const layer: Layer = {
    kind: way === undefined ? 'loupe' : 'compare',
    // Nothing is decided about a picture that is not on the screen yet.
    loading: sha256 !== null && ready !== shows,
    handle: (action) => {
      if (action === 'full-size') {
        if (way === undefined) setFull(!isFull);
        else setZoom(zoom === undefined ? MIDDLE : undefined);
        return undefined;
      }
      if (action !== 'compare') return handle(action);
      if (partner === undefined) return 'Nothing to compare: its reason names no other picture.';
      setComparing(nextWay(way));
      return undefined;
    },
    released,
  };
  return (
    <Modal wide title={`${position}: ${name}`} layer={layer} onClose={onClose}>
      <div className={showsReasons ? styles['loupe'] : `${styles['loupe']} ${styles['alone']}`}>
        <div className={styles['bar']}>
          <span>{position}</span>
          <span className={styles['buttons']}>
            <Button onClick={() => layer.handle('previous')} aria-label="Previous picture">
              ←
            </Button>
            <Button onClick={() => layer.handle('next')} aria-label="Next picture">
              →
            </Button>
            <Button
              shortcut="C"
              onClick={() => layer.handle('compare')}
              unless={partner === undefined ? 'Nothing to compare: its reason names no other picture' : undefined}
            >
              Compare
            </Button>
            {way === undefined ? (
              <Button shortcut="Z" pressed={isFull} onClick={() => setFull(!isFull)}>
                Full size
              </Button>
            ) : (
              <>
                <Button shortcut="Z" pressed={zoom !== undefined} onClick={() => layer.handle('full-size')}>
                  Enlarge both
                </Button>
                <Button onClick={() => setComparing(undefined)}>One picture</Button>
              </>
            )}
            <Button shortcut="Esc" onClick={onClose}>
              Close
            </Button>
          </span>
        </div>
        <div className={isFull && way === undefined ? `${styles['stage']} ${styles['full']}` : styles['stage']}>
          {way === undefined || partner === undefined ? (
            <Large tile={tile} sha256={sha256} isFull={isFull} onReady={() => setReady(shows)} />
          ) : (
            <Compare
              way={way}
              setWay={setComparing}
              pair={partner}
              zoom={zoom}
              setZoom={setZoom}
              onReady={() => setReady(shows)}
            />
          )}
        </div>
        <Filmstrip tiles={near} current={tile.key} goTo={goTo} />
        {showsReasons ? <aside className={styles['reasons']}>{children}</aside> : null}
      </div>
    </Modal>
  );
}

function Large({
  tile,
  sha256,
  isFull,
  onReady,
}: {
  readonly tile: Tile;
  readonly sha256: string | null;
  readonly isFull: boolean;
  readonly onReady: () => void;
}) {
  if (tile.change?.change.kind === 'generate')
    return <p className={styles['prompt']}>This picture is yet to be made.</p>;
  return <Picture sha256={sha256} size={isFull ? 'full' : '1600'} alt={tileName(tile, null, true)} onReady={onReady} />;
}

function nextWay(way: CompareWay | undefined): CompareWay {
  const at = way === undefined ? -1 : COMPARE_WAYS.indexOf(way);
  return COMPARE_WAYS[(at + 1) % COMPARE_WAYS.length] ?? COMPARE_WAYS[0];
}
