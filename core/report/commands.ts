/** How the program is started in the commands that people are given to copy. */
const PROGRAM = 'npx evencast';

/** A word as a shell takes it: a name with blanks or quotes stays one argument and runs nothing. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function command(name: string, ...words: readonly string[]): string {
  // What begins with a dash would be taken for an option.
  const end = words.some((word) => word.startsWith('-')) ? ['--'] : [];
  return [PROGRAM, name, ...end, ...words.map(shellWord)].join(' ');
}

/** Lets a person decide about a run that waits. */
export const approveCommand = (run: string): string => command('approve', run);

/** Goes on with a run that left something open. */
export const resumeCommand = (run: string): string => command('resume', run);

/** Takes a run back. */
export const rollbackCommand = (run: string): string => command('rollback', run);

/** Puts one image back that left a set. */
export const restoreCommand = (actor: string, file: string, stack?: string): string =>
  command(stack === undefined ? 'restore' : `restore --stack ${shellWord(stack)}`, actor, file);
