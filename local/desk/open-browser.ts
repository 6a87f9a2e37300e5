import { spawn } from 'node:child_process';

/** How each system opens an address in the browser that its person uses. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // The empty text is the title of the window that `start` would take the address for.
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens an address; where that does not work, the person has it on the screen. */
export function openBrowser(address: string): void {
  const [command, ...more] = OPENERS[process.platform] ?? (['xdg-open'] as const);
  const child = spawn(command, [...more, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
