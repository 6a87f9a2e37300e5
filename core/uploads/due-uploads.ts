import type { UploadMark } from './upload-marks.ts';

const MINUTE_MS = 60_000;

/** A cast that never falls silent is looked at all the same: an actor that was quiet waits this many quiet periods at most. */
const PATIENCE = 6;

/**
 * Bytes of actors' names, as JSON, that one run is started with: Step Functions takes 256 KiB of input. That is some 15,000
 * actors; the others have their turn at the next sweep.
 */
const MAX_BYTES = 200 * 1024;

/**
 * Whom to look at now: everybody, once the whole cast has been quiet, so that a burst over many actors is one run. Where it is
 * never quiet, those who have been for long.
 */
export function dueUploads(marks: readonly UploadMark[], now: number, quietMinutes: number): readonly UploadMark[] {
  const quietFor = (mark: UploadMark) => now - mark.last;
  const quiet = quietMinutes * MINUTE_MS;
  const due = marks.filter((mark) => quietFor(mark) >= quiet);
  const isOver = due.length === marks.length || due.some((mark) => quietFor(mark) >= PATIENCE * quiet);
  return isOver ? due.toSorted((a, b) => a.last - b.last || (a.actor < b.actor ? -1 : 1)) : [];
}

/** As many of them as one start takes. */
export function oneStart(due: readonly UploadMark[]): readonly UploadMark[] {
  let bytes = 0;
  const end = due.findIndex(({ actor }) => {
    bytes += new TextEncoder().encode(JSON.stringify(actor)).length + 1;
    return bytes > MAX_BYTES;
  });
  return end === -1 ? due : due.slice(0, end);
}
