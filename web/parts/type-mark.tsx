import type { ImageType } from '../../core/image-type.ts';
import styles from './type-mark.module.css';
import { TYPE_LETTERS, TYPE_WORDS } from './words.ts';

/** The letter of a type in a box of its own pattern. */
export function TypeMark({ type, spoken = false }: { readonly type: ImageType; readonly spoken?: boolean }) {
  return (
    <>
      <span className={`${styles['mark']} ${styles[type]}`} aria-hidden="true">
        {TYPE_LETTERS[type]}
      </span>
      {spoken ? <span className="unseen">{TYPE_WORDS[type]}</span> : null}
    </>
  );
}
