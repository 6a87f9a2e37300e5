import { createContext, useContext, useEffect, useLayoutEffect, useRef } from 'react';
import type { Keyboard, Layer } from './keyboard.ts';

/** The keyboard of this page. */
export const KeyboardContext = createContext<Keyboard | null>(null);

/** Owns the keyboard as long as the component is shown and nothing lies over it. */
export function useLayer(layer: Layer): void {
  const keyboard = useContext(KeyboardContext);
  const current = useRef(layer);
  useLayoutEffect(() => {
    current.current = layer;
  });
  useEffect(() => keyboard?.own(current), [keyboard]);
}
