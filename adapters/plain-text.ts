/** Characters that show nothing but can turn, hide or reorder what stands around them. Joiners stay: scripts need them. */
const INVISIBLE = /[\p{Cf}--[\u200C\u200D]]/gv;

/** Characters that break or move a line: control characters, and Unicode's own line and paragraph separators. */
const BREAKING = /[\p{Cc}\p{Zl}\p{Zp}]/gu;

/**
 * Untrusted text as one line that is safe to print: control, bidirectional and other invisible characters removed, halves
 * of surrogate pairs replaced, cut to `limit` UTF-16 units (the cut is marked by an ellipsis inside the limit).
 */
export function plainText(text: string, limit: number): string {
  const plain = text.toWellFormed().replace(BREAKING, ' ').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
  if (plain.length <= limit) return plain;
  const cut = plain.slice(0, limit - 1);
  const whole = cut.isWellFormed() ? cut : cut.slice(0, -1);
  return `${whole}…`;
}
