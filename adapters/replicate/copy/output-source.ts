/** How deep an output is looked into: models answer a string, a list of strings, or an object that holds one of these. */
const DEPTH = 4;

/** The first thing in an output that may be a picture: an address, or a data URI. */
export function outputSource(output: unknown, depth = DEPTH): string | undefined {
  if (typeof output === 'string') return /^(https?:\/\/|data:)/i.test(output) ? output : undefined;
  if (typeof output !== 'object' || output === null || depth === 0) return undefined;
  for (const part of Object.values(output)) {
    const source = outputSource(part, depth - 1);
    if (source !== undefined) return source;
  }
  return undefined;
}
