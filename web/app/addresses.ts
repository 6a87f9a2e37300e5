const id = encodeURIComponent;

/** Address of an actor's page; with a run it is a page of that run's review. `at` is the change to begin with. */
export function actorAddress(actor: string, run?: string, at?: string): string {
  const more = `${run === undefined ? '' : `&run=${id(run)}`}${at === undefined ? '' : `&at=${id(at)}`}`;
  return `/actor?id=${id(actor)}${more}`;
}

/** Address of a run's review by actor, where it stands. */
export const queueAddress = (run: string) => `/queue/${id(run)}`;

/** Address of a run's review by reason. */
export const reviewAddress = (run: string) => `/review/${id(run)}`;

/** Address of a run's progress. */
export const progressAddress = (run: string) => `/progress/${id(run)}`;

/** Address of the preview of taking a run back. */
export const rollbackAddress = (run: string, actor?: string) =>
  `/rollback/${id(run)}${actor === undefined ? '' : `?actor=${id(actor)}`}`;

/** Address of the history, or of what happened to one actor. */
export const historyAddress = (actor?: string) => `/history${actor === undefined ? '' : `?actor=${id(actor)}`}`;
