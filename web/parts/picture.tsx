import { useState } from 'react';
import { pictureUrl } from '../server/queries.ts';
import styles from './picture.module.css';

/**
 * A picture, always whole, on the mid-grey field. Its box has its final size from the first paint. One that cannot be shown says
 * so in its place.
 */
export function Picture({
  sha256,
  size = '320',
  alt,
  onReady,
}: {
  readonly sha256: string | null;
  readonly size?: '320' | '1600' | 'full';
  readonly alt: string;
  /** It is drawn, or it is known that it cannot be. */
  readonly onReady?: () => void;
}) {
  const [broken, setBroken] = useState<string>();
  if (sha256 === null || broken === sha256)
    return (
      <span className={styles['missing']} role="img" aria-label={alt}>
        <span aria-hidden="true">▧ {sha256 === null ? 'not looked at yet' : 'cannot be shown'}</span>
      </span>
    );
  return (
    <img
      key={sha256}
      className={styles['picture']}
      src={pictureUrl(sha256, size)}
      alt={alt}
      decoding="async"
      draggable={false}
      onLoad={onReady}
      onError={() => {
        setBroken(sha256);
        onReady?.();
      }}
    />
  );
}

/** Has the browser fetch and decode pictures before they are asked for. */
export function preload(hashes: readonly (string | null)[], size: '320' | '1600'): void {
  for (const sha256 of hashes) {
    if (sha256 === null) continue;
    const image = new Image();
    image.src = pictureUrl(sha256, size);
    image.decode().catch(() => {
      // It says so in its place when its turn comes.
    });
  }
}
