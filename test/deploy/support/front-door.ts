/** What the local endpoint does that AWS has no call for (test/endpoint/README.md). */
export interface FrontDoor {
  /** Fires the schedule whose logical id begins so, as if its time had come. Answers when what it starts has answered. */
  fire(schedule: string): Promise<void>;
  /** Kills a function in the middle of its next move. */
  killAtCopy(functionName: string): Promise<void>;
  /** Lets no function keep what it has read so far: keys, configuration. */
  restart(): Promise<void>;
  /** A variable for every function that starts from now on. */
  setEnv(name: string, value: string): Promise<void>;
  /** What all functions have printed. */
  logs(): Promise<string>;
}

/** @param url of the front door. */
export function frontDoorOf(url: string): FrontDoor {
  const ask = async (method: string, path: string, body?: string): Promise<string> => {
    const answer = await fetch(`${url}/${path}`, { method, ...(body === undefined ? {} : { body }) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The front door answered ${answer.status} to ${path}: ${text}`);
    return text;
  };
  return {
    fire: async (schedule) => void (await ask('POST', `fire/${encodeURIComponent(schedule)}`)),
    killAtCopy: async (name) => void (await ask('POST', `kill-at-copy/${encodeURIComponent(name)}`)),
    restart: async () => void (await ask('POST', 'restart')),
    setEnv: async (name, value) => void (await ask('PUT', `env/${name}`, value)),
    logs: () => ask('GET', 'logs'),
  };
}
