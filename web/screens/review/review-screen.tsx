export function ReviewScreen(_: { run?: string }) { return null; }
