/**
 * Characters that show nothing but can turn, hide, reorder or break what stands around them: controls (but not line
 * feed and tab), bidirectional controls, everything invisible, line separators, halves of surrogate pairs. Joiners and
 * variation selectors stay: scripts and emoji need them.
 */
const HIDDEN =
  /[[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]--[\n\t\u200C\u200D\uFE00-\uFE0F]]/gv;

function codeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** Marks piled on one letter, beyond what any script needs, grow over the lines above and below and cannot be wrapped. */
const PILE = /(?<=\p{M}{4})\p{M}+/gu;

/** The text with every hidden character written out, as in `⟨U+202E⟩`: two names that differ also look different. */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, codeOf).replace(PILE, (marks) => `⟨${marks.length} marks⟩`);
}

/** The text as one line: line feeds and tabs are written out as well. */
export function oneLine(text: string): string {
  return text.replace(/[\n\t]/g, codeOf);
}

/** At most `limit` UTF-16 units, the last an ellipsis where something was cut; never half a character at the end. */
export function capped(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const splitsPair = /[\uD800-\uDBFF]$/.test(cut);
  return `${splitsPair ? cut.slice(0, -1) : cut}…`;
}
