import type { LeasePorts } from '../core/manifest/lease.ts';
import type { ApprovalDesk } from '../core/ports/approval-desk.ts';
import { HOLDER_RENEWAL_MS, type RunHolder, runMark } from '../core/records/run-holder.ts';

/** A run that others on this machine can see to be carried out by this process. */
export interface MarkedRun {
  /** Marks the run, once its record is there. */
  begun(): Promise<void>;
  /** A desk that lets the run go while it waits for a person: whoever decides elsewhere may carry it out there. */
  readonly desk: ApprovalDesk;
  /** Takes the mark away, however the run ended. */
  over(): Promise<void>;
}

/** Keeps a run marked as long as this process works on it. */
export function markRun(
  world: LeasePorts & { readonly desk: ApprovalDesk },
  of: Pick<RunHolder, 'run' | 'holder' | 'doing'>,
): MarkedRun {
  const mark = runMark(world, of);
  let timer: ReturnType<typeof setInterval> | undefined;
  const hold = async () => {
    await mark.set();
    timer ??= setInterval(() => void mark.set(), HOLDER_RENEWAL_MS).unref();
  };
  const letGo = async () => {
    clearInterval(timer);
    timer = undefined;
    await mark.clear();
  };
  return {
    begun: hold,
    desk: {
      async call(call, signal) {
        await letGo();
        await world.desk.call(call, signal);
        await hold();
      },
    },
    over: letGo,
  };
}
