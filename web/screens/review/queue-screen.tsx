export function QueueScreen(_: { run?: string }) { return null; }
