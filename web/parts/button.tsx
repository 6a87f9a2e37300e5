import type { ComponentProps } from 'react';
import styles from './button.module.css';

/** How a button looks. `main`: the one thing to do on a screen. `plain`: among many. */
export type ButtonLook = 'main' | 'plain';

/** A button of 44 px. One that cannot act now stays in the tab order and says why in its title. */
export function Button({
  look,
  pressed,
  shortcut,
  unless,
  onClick,
  children,
  ...rest
}: Omit<ComponentProps<'button'>, 'disabled'> & {
  readonly look?: ButtonLook;
  readonly pressed?: boolean;
  /** The key that does the same. */
  readonly shortcut?: string;
  /** Why it cannot act now. */
  readonly unless?: string | undefined;
}) {
  const isOff = unless !== undefined;
  const names = [styles['button'], look && styles[look], pressed && styles['pressed'], rest.className];
  return (
    <button
      type="button"
      {...rest}
      className={names.filter(Boolean).join(' ')}
      aria-pressed={pressed}
      aria-disabled={isOff || undefined}
      title={unless ?? rest.title}
      onClick={isOff ? undefined : onClick}
    >
      {children}
      {shortcut === undefined ? null : (
        <span className={styles['key']} aria-hidden="true">
          {shortcut}
        </span>
      )}
    </button>
  );
}

/** Classes of a link that looks like a button. */
export function buttonLook(look?: ButtonLook): string {
  return [styles['button'], look && styles[look]].filter(Boolean).join(' ');
}
