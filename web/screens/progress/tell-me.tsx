import { useEffect, useRef, useState } from 'react';
import type { Progress } from '../../../core/desk/contract/progress.ts';
import { Button } from '../../parts/button.tsx';
import { RUN_STATE_WORDS } from '../../parts/words.ts';
import styles from './progress-screen.module.css';
import { isUnderWay } from './use-progress.ts';

const NEVER = {
  missing: 'This browser has no notifications: the title of this tab says how far it is.',
  denied: 'This browser lets the desk send no notifications: allow them in its settings for this page.',
} as const;

/** The browser's own notification when a run comes to its end, for who asked for it here. Nothing is asked before a click. */
export function TellMe({ progress }: { readonly progress: Progress }) {
  const [wanted, setWanted] = useState(false);
  const [never, setNever] = useState<keyof typeof NEVER>();
  const hasTold = useRef(false);
  const { run, state } = progress;
  const goesOn = isUnderWay(progress);
  useEffect(() => {
    if (goesOn) hasTold.current = false;
    else if (wanted && !hasTold.current) {
      hasTold.current = true;
      // One of the same name takes the place of the one before: a reload tells nobody twice.
      new Notification(`Run ${run}: ${RUN_STATE_WORDS[state]}`, { tag: run });
    }
  }, [wanted, goesOn, run, state]);
  if (!goesOn) return null;
  const turn = async () => {
    if (!('Notification' in window)) return setNever('missing');
    const isAllowed = !wanted && (await Notification.requestPermission()) === 'granted';
    setNever(wanted || isAllowed ? undefined : 'denied');
    setWanted(isAllowed);
  };
  return (
    <p className={styles['tell']}>
      <Button role="switch" aria-checked={wanted} onClick={() => void turn()}>
        {wanted ? '✓ ' : ''}Tell me when it is done
      </Button>
      {never === undefined ? null : (
        <span role="alert" className="dim">
          {NEVER[never]}
        </span>
      )}
    </p>
  );
}
