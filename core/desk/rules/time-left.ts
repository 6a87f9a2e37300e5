/** Pictures that the pace is taken from: the last ones, since vendors are faster at one hour than at another. */
const LAST = 50;
/** So many of a kind must be through before the time left is worth saying. */
const MIN_THROUGH = 3;

/** How fast the last new pictures came. */
export interface Pace {
  readonly pictures: number;
  readonly secondsEach: number;
}

/** How far a count is. */
export interface Count {
  readonly done: number;
  readonly total: number;
}

/** The pace of the last new pictures, by when each came (milliseconds since 1970, in order); null for too few. */
export function paceOf(times: readonly number[]): Pace | null {
  const last = times.slice(-LAST - 1);
  const [first, end] = [last[0], last.at(-1)];
  if (first === undefined || end === undefined || last.length <= MIN_THROUGH) return null;
  const pictures = last.length - 1;
  return { pictures, secondsEach: Math.max(0, end - first) / 1000 / pictures };
}

/**
 * Seconds left: by the pace of the last pictures while pictures are still to be made, else as fast as actors went so far; null
 * while too little is known.
 *
 * @param elapsed milliseconds since the stage began.
 */
export function secondsLeft(of: {
  readonly pictures: Count | undefined;
  readonly pace: Pace | null;
  readonly actors: Count | undefined;
  readonly elapsed: number;
}): number | null {
  const { pictures, pace, actors, elapsed } = of;
  if (pictures !== undefined && pictures.done < pictures.total && pace !== null)
    return Math.round((pictures.total - pictures.done) * pace.secondsEach);
  if (actors === undefined || actors.done < MIN_THROUGH) return null;
  return Math.max(0, Math.round((elapsed / actors.done / 1000) * (actors.total - actors.done)));
}
