/** Characters of foreign text that are shown at most. */
const LONGEST = 600;
/** Where a text is cut shorter than this it stands for itself elsewhere: an ellipsis says enough. */
const WORTH_COUNTING = 200;

/** Controls, and marks that turn the direction of text around or hide in it. */
const HIDDEN = /[\p{Cc}\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/u;

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Splits foreign text into what is shown as it is and what is shown by its code. */
export function visibleParts(text: string, longest = LONGEST): readonly { text: string; hidden: boolean }[] {
  const characters = [...text];
  const cut = characters.length > longest;
  const shown = cut ? characters.slice(0, longest) : characters;
  const parts: { text: string; hidden: boolean }[] = [];
  for (const character of shown) {
    const hidden = HIDDEN.test(character);
    const last = parts.at(-1);
    if (hidden) parts.push({ text: codeOf(character), hidden });
    else if (last === undefined || last.hidden) parts.push({ text: character, hidden });
    else last.text += character;
  }
  if (cut && longest < WORTH_COUNTING) parts.push({ text: '…', hidden: false });
  else if (cut) parts.push({ text: ` … ${characters.length - longest} more characters`, hidden: true });
  return parts;
}

/** The same as one text, for names of controls. */
export function visibleText(text: string, longest = 120): string {
  return visibleParts(text, longest)
    .map((part) => (part.hidden ? `[${part.text.trim()}]` : part.text))
    .join('');
}
