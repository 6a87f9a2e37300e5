export function ProgressScreen(_: { run?: string }) { return null; }
