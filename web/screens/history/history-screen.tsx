export function HistoryScreen(_: { run?: string }) { return null; }
