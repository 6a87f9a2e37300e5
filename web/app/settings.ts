import { useSyncExternalStore } from 'react';

/** What a person set for themselves; remembered by the browser. */
export interface Settings {
  readonly theme: 'system' | 'light' | 'dark';
  /** Keys of one character do nothing (WCAG 2.1.4). */
  readonly lettersOff: boolean;
  readonly tiles: 's' | 'm' | 'l';
}

const listeners = new Set<() => void>();

function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function read(): Settings {
  const theme = stored('evencast-theme');
  const tiles = stored('evencast-tiles');
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    lettersOff: stored('evencast-letters') === 'off',
    tiles: tiles === 's' || tiles === 'l' ? tiles : 'm',
  };
}

let settings = read();

/** The settings at this moment. */
export const currentSettings = (): Settings => settings;

/** Changes settings, shows them and remembers them. */
export function changeSettings(change: Partial<Settings>): void {
  settings = { ...settings, ...change };
  const { theme, lettersOff, tiles } = settings;
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  try {
    // web/public/theme.js reads the first before the page is painted.
    localStorage.setItem('evencast-theme', theme);
    localStorage.setItem('evencast-letters', lettersOff ? 'off' : 'on');
    localStorage.setItem('evencast-tiles', tiles);
  } catch {
    // Without storage they hold as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The settings, kept up to date. */
export function useSettings(): Settings {
  return useSyncExternalStore(subscribe, currentSettings);
}
