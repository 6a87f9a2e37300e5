/** A string, with the colon that makes it a key where one follows; or the start or end of an object. */
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g;

/**
 * The first key that stands twice in one object of `json`, which must be well-formed JSON. `JSON.parse` takes the last of
 * two without a word, so that one of two contradicting verdicts would win unseen.
 */
export function duplicateKey(json: string): string | undefined {
  const open: Set<string>[] = [];
  for (const [token, text, colon] of json.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (text !== undefined && colon !== undefined) {
      // Escapes are resolved first: "\u0061" and "a" are one key.
      const key = String(JSON.parse(text));
      const seen = open.at(-1);
      if (seen?.has(key)) return key;
      seen?.add(key);
    }
  }
  return undefined;
}
