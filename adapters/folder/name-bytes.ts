import { isUtf8 } from 'node:buffer';

// A file name is bytes, a key is text. Bytes that are not UTF-8 become lone surrogates U+DC80..U+DCFF and back, as in
// Python's surrogateescape (PEP 383): valid UTF-8 never holds them, so no two names meet.
const ESCAPED_FIRST = 0xdc80;
const ESCAPED_LAST = 0xdcff;
const ESCAPE = 0xdc00;

/** A file name as text, whatever its bytes. */
export function nameFromBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let name = '';
  for (let at = 0; at < bytes.length; ) {
    const next = bytes.subarray(at, at + sequenceLength(bytes[at] ?? 0));
    const valid = isUtf8(next);
    name += valid ? next.toString('utf8') : String.fromCharCode(ESCAPE + (bytes[at] ?? 0));
    at += valid ? next.length : 1;
  }
  return name;
}

/**
 * The bytes of a name that {@link nameFromBytes} made. `undefined` for text that is no file's name: other lone
 * surrogates, and escaped bytes that together would be valid UTF-8 and so come back as another name.
 */
export function nameToBytes(name: string): Buffer | undefined {
  if (name.isWellFormed()) return Buffer.from(name, 'utf8');
  const parts: Buffer[] = [];
  for (const character of name) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= ESCAPED_FIRST && code <= ESCAPED_LAST) parts.push(Buffer.of(code - ESCAPE));
    else if (character.isWellFormed()) parts.push(Buffer.from(character, 'utf8'));
    else return undefined;
  }
  const bytes = Buffer.concat(parts);
  return nameFromBytes(bytes) === name ? bytes : undefined;
}

/** How long a UTF-8 sequence with this first byte would be. */
function sequenceLength(first: number): number {
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc0 ? 2 : 1;
}
