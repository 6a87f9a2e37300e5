import { type ReactNode, useContext } from 'react';
import { Link, useLocation } from 'wouter';
import { Button } from '../parts/button.tsx';
import { ForeignText } from '../parts/foreign-text.tsx';
import { useEntrance } from './entrance.tsx';
import styles from './frame.module.css';
import { SaveBar } from './save-bar.tsx';
import { useSession } from './session.tsx';
import { changeSettings, useSettings } from './settings.ts';
import { useStatusWords } from './status.ts';
import { KeyListContext } from './use-go.tsx';

const PLACES = [
  { path: '/', words: 'Cast' },
  { path: '/history', words: 'History' },
  { path: '/start', words: 'Start a run' },
] as const;

/** What is around every screen: where we are, the settings, the status line, and what is not saved yet. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const [location] = useLocation();
  return (
    <>
      <header className={styles['top']}>
        <Link href="/" className={styles['name']}>
          Evencast desk
        </Link>
        <nav aria-label="Desk" className={styles['places']}>
          {PLACES.map(({ path, words }) => (
            <Link key={path} href={path} aria-current={location === path ? 'page' : undefined}>
              {words}
            </Link>
          ))}
        </nav>
        <p className={styles['where']}>
          {session.mode === 'local' ? 'local' : 'deployed'} · <ForeignText text={session.place} longest={60} /> ·{' '}
          <ForeignText text={session.user} longest={40} />, {session.role}
        </p>
        <Preferences />
      </header>
      {children}
      <footer className={styles['bottom']}>
        <SaveBar />
        <StatusLine />
      </footer>
    </>
  );
}

function Preferences() {
  const { theme, lettersOff, tiles } = useSettings();
  const openKeys = useContext(KeyListContext);
  const entrance = useEntrance();
  return (
    <div className={styles['preferences']}>
      <Button look="plain" shortcut="?" onClick={openKeys}>
        Keys
      </Button>
      <button type="button" className={styles['open']} popoverTarget="settings">
        Settings
      </button>
      <div id="settings" popover="auto" className={styles['settings']}>
        <label>
          <span>Theme</span>
          <select
            value={theme}
            onChange={({ target }) =>
              changeSettings({ theme: target.value === 'light' || target.value === 'dark' ? target.value : 'system' })
            }
          >
            <option value="system">as the system</option>
            <option value="light">light</option>
            <option value="dark">dark</option>
          </select>
        </label>
        <label>
          <span>Tiles</span>
          <select
            value={tiles}
            onChange={({ target }) =>
              changeSettings({ tiles: target.value === 's' || target.value === 'l' ? target.value : 'm' })
            }
          >
            <option value="s">small</option>
            <option value="m">middle</option>
            <option value="l">large</option>
          </select>
        </label>
        <label className={styles['tick']}>
          <input
            type="checkbox"
            checked={!lettersOff}
            onChange={({ target }) => changeSettings({ lettersOff: !target.checked })}
          />
          <span>Keys of one letter</span>
        </label>
        {entrance.mode === 'local' ? null : <Button onClick={entrance.signOut}>Sign out</Button>}
      </div>
    </div>
  );
}

function StatusLine() {
  const words = useStatusWords();
  return (
    <p role="status" className={styles['status']}>
      {words}
    </p>
  );
}
