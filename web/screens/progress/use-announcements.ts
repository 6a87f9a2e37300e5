import { useEffect, useRef } from 'react';
import type { Progress } from '../../../core/desk/contract/progress.ts';
import { useSay } from '../../app/status.ts';
import { counted, RUN_STATE_WORDS } from '../../parts/words.ts';
import { STAGES } from './stage-words.ts';
import { isUnderWay } from './use-progress.ts';

/** Words are said at most so often, in milliseconds: a reader is not talked over. */
const SAY_EVERY_MS = 10_000;

/** Says stage changes, failures and the end; the log itself is not read out. The title has the percentage. */
export function useAnnouncements(progress: Progress | undefined): void {
  const say = useSay();
  const last = useRef({ words: '', at: 0 });
  useEffect(() => {
    if (progress === undefined) return;
    const stage = progress.stages.find(({ state }) => state === 'under-way');
    const share =
      stage === undefined || stage.total === 0 ? '' : `${Math.round((stage.done * 100) / stage.total)} % · `;
    document.title = `${share}Run ${progress.run} · Evencast desk`;
    const failed = progress.failures.length === 0 ? '' : `, ${counted(progress.failures.length, 'failure')}`;
    const words = `${RUN_STATE_WORDS[progress.state]}${stage === undefined ? '' : `: ${STAGES[stage.name]}`}${failed}`;
    const isOver = !isUnderWay(progress);
    if (words === last.current.words || (!isOver && Date.now() - last.current.at < SAY_EVERY_MS)) return;
    last.current = { words, at: Date.now() };
    say(words);
  }, [progress, say]);
}
