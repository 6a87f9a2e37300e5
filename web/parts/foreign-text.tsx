import styles from './foreign-text.module.css';
import { visibleParts } from './visible-text.ts';

/**
 * Text that somebody else wrote: a model, a file's name, a prompt. Only ever a text node, never longer than is sensible, and
 * what would turn the reading direction around is shown by its code, so that a name cannot pretend to be another.
 */
export function ForeignText({ text, longest }: { readonly text: string; readonly longest?: number }) {
  return (
    <bdi>
      {visibleParts(text, longest).map((part, at) =>
        part.hidden ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name and never move
          <span key={at} className={styles['code']}>
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </bdi>
  );
}
