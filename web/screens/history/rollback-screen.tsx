export function RollbackScreen(_: { run?: string }) { return null; }
