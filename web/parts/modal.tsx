import { type ReactNode, useEffect, useRef } from 'react';
import type { Layer } from '../keys/keyboard.ts';
import { useLayer } from '../keys/use-layer.tsx';
import styles from './modal.module.css';

const DIALOG: Layer = { kind: 'dialog', handle: () => undefined };

/**
 * A native dialog over everything: it keeps the focus inside, closes by Esc, and gives the focus back to where it was. While it
 * is open it owns the keyboard. The focus begins on what is marked `data-begin`.
 */
export function Modal({
  title,
  onClose,
  layer = DIALOG,
  wide = false,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly layer?: Layer;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useLayer(layer);
  useEffect(() => {
    const opener = document.activeElement;
    const element = dialog.current;
    if (element?.open === false) element.showModal();
    // Over pictures the keyboard begins with them, not with the first button; where something is decided, on the harmless one.
    const begin = wide ? element : element?.querySelector<HTMLElement>('[data-begin]');
    begin?.focus();
    return () => {
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [wide]);
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      className={wide ? `${styles['modal']} ${styles['wide']}` : styles['modal']}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        close.current();
      }}
    >
      {children}
    </dialog>
  );
}
