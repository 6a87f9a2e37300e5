/** Runs a task as soon as fewer than the limit are running. Rejects with the signal's reason when it is aborted before that. */
export type Limiter = <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** At most `limit` tasks at a time, first come, first served. */
export function limiter(limit: number): Limiter {
  let running = 0;
  const waiting = new Set<() => void>();

  function release(): void {
    running--;
    const [next] = waiting;
    next?.();
  }

  function turn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const start = () => {
        waiting.delete(start);
        signal?.removeEventListener('abort', give);
        running++;
        resolve();
      };
      const give = () => {
        waiting.delete(start);
        reject(signal?.reason);
      };
      if (running < limit) return start();
      waiting.add(start);
      signal?.addEventListener('abort', give, { once: true });
    });
  }

  return async (task, signal) => {
    signal?.throwIfAborted();
    await turn(signal);
    try {
      return await task();
    } finally {
      release();
    }
  };
}
