/** Placeholder until the run-time side is merged: does nothing. */
export const handler = (): Promise<Record<string, never>> => Promise.resolve({});
