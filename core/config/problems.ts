import type * as z from 'zod';

/** A path as people write it: `groups.leads.target.shares`, `judge.models[0]`. */
function pathWords(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('');
}

/** What is wrong with a parsed thing, a line per problem, each named by its path. */
export function problemLines(error: z.ZodError): readonly string[] {
  return error.issues.map(({ path, message }) => (path.length === 0 ? message : `${pathWords(path)}: ${message}`));
}
