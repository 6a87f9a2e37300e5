import { type RefObject, useEffect, useRef } from 'react';

/** How much of it is to be on the screen for it to count as seen, 0 to 1. */
const ENOUGH = 0.6;

/** Hears once that enough of an element was on the screen for it to count as seen. */
export function useShown<Element extends HTMLElement>(onShown: () => void): RefObject<Element | null> {
  const own = useRef<Element>(null);
  const shown = useRef(onShown);
  shown.current = onShown;
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        shown.current();
        observer.disconnect();
      },
      { threshold: ENOUGH },
    );
    if (own.current !== null) observer.observe(own.current);
    return () => observer.disconnect();
  }, []);
  return own;
}
