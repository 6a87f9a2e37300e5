export function StartScreen(_: { run?: string }) { return null; }
