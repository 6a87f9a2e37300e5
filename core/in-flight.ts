/**
 * Maps in order with at most `limit` calls under way, and at most `limit` results waiting to be taken: the memory held
 * does not grow with the number of items. The first error ends it; calls under way are left to finish unheard.
 */
export async function* inFlight<T, R>(
  items: Iterable<T>,
  limit: number,
  map: (item: T, index: number) => Promise<R>,
): AsyncGenerator<R> {
  const waiting: Promise<R>[] = [];
  let index = 0;
  for (const item of items) {
    const result = map(item, index++);
    // Heard later by `await`; until then an error of a later item must not end the process.
    result.catch(() => undefined);
    waiting.push(result);
    if (waiting.length >= limit) yield await (waiting.shift() as Promise<R>);
  }
  for (const result of waiting) yield await result;
}
