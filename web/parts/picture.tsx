import { useEffect, useState } from 'react';
import { askHref, forgetHref, type Href, knownHref } from '../server/picture-links.ts';
import styles from './picture.module.css';

/** Sizes of pictures, as addresses have them. */
export type ShownSize = '320' | '1600' | 'full';

/**
 * A picture, always whole, on the mid-grey field. Its box has its final size from the first paint. One that cannot be shown says
 * so in its place; one whose link has ended is asked for once more before that.
 */
export function Picture({
  sha256,
  size = '320',
  alt,
  onReady,
}: {
  readonly sha256: string | null;
  readonly size?: ShownSize;
  readonly alt: string;
  /** It is drawn, or it is known that it cannot be. */
  readonly onReady?: () => void;
}) {
  const { href, broken, failed } = useHref(sha256, size);
  // Beside words that say the same a picture has no name.
  const named = alt === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': alt };
  if (sha256 === null || broken)
    return (
      <span className={styles['missing']} {...named}>
        <span aria-hidden="true">▧ {sha256 === null ? 'not looked at yet' : 'cannot be shown'}</span>
      </span>
    );
  if (href === undefined) return <span className={styles['picture']} {...named} />;
  return (
    <img
      key={sha256}
      className={styles['picture']}
      src={href}
      alt={alt}
      decoding="async"
      draggable={false}
      onLoad={onReady}
      onError={() => {
        if (failed()) onReady?.();
      }}
    />
  );
}

/** Where a picture is, as soon as that is known. `failed` notes that it did not load; answers whether that is final. */
function useHref(sha256: string | null, size: ShownSize) {
  const name = `${size}/${sha256}`;
  const [found, setFound] = useState<{ readonly name: string; readonly href: Href; readonly tries: number }>();
  const own = found?.name === name ? found : undefined;
  const tries = own?.tries ?? 0;
  const href = own?.href ?? (sha256 === null || own !== undefined ? undefined : knownHref(sha256, size));
  const isAsking = sha256 !== null && href === undefined && own === undefined;
  useEffect(() => {
    if (!isAsking || sha256 === null) return;
    let isShown = true;
    void askHref(sha256, size).then((answer) => {
      if (isShown) setFound({ name, href: answer, tries: answer === undefined ? 2 : 0 });
    });
    return () => {
      isShown = false;
    };
  }, [isAsking, sha256, size, name]);
  const failed = (): boolean => {
    if (sha256 === null || tries > 0 || !forgetHref(sha256, size)) {
      setFound({ name, href: undefined, tries: 2 });
      return true;
    }
    void askHref(sha256, size).then((answer) => setFound({ name, href: answer, tries: answer === undefined ? 2 : 1 }));
    return false;
  };
  return { href, broken: tries > 1, failed };
}

/** Has the browser fetch and decode pictures before they are asked for. */
export function preload(hashes: readonly (string | null)[], size: '320' | '1600'): void {
  for (const sha256 of hashes)
    if (sha256 !== null)
      void askHref(sha256, size).then((href) => {
        if (href === undefined) return;
        const image = new Image();
        image.src = href;
        image.decode().catch(() => {
          // It says so in its place when its turn comes.
        });
      });
}
