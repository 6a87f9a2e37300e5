import type * as z from 'zod';

/** A path as people write it: `groups.leads.target.shares`, `judge.models[0]`. */
function pathWords(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('');
}

/** What an issue says; of a refused key the reason, which zod keeps one level down. */
function issueWords(issue: z.core.$ZodIssue): string {
  const [reason] = issue.code === 'invalid_key' ? issue.issues : [];
  return reason?.message ?? issue.message;
}

/** What is wrong with a parsed thing, a line per problem, each named by its path. */
export function problemLines(error: z.ZodError): readonly string[] {
  return error.issues.map((issue) =>
    issue.path.length === 0 ? issueWords(issue) : `${pathWords(issue.path)}: ${issueWords(issue)}`,
  );
}
