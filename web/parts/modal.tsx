import { type ReactNode, useEffect, useRef } from 'react';
import type { Layer } from '../keys/keyboard.ts';
import { useLayer } from '../keys/use-layer.tsx';
import styles from './modal.module.css';

const DIALOG: Layer = { kind: 'dialog', handle: () => undefined };

/**
 * A native dialog over everything: it keeps the focus inside, closes by Esc, and gives the focus back to where it was. While it
 * is open it owns the keyboard.
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
    return () => {
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
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
