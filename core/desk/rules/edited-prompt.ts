/** Characters of an edited prompt: as many as a template may have. */
export const PROMPT_LENGTH = { least: 10, most: 2000 } as const;

/** Controls (line breaks too) and marks that turn the direction of text around or hide in it: a prompt is one plain line. */
const NOT_PLAIN = /[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/u;

/** A prompt that a person wrote for one picture, as it would be sent; or why it cannot be. */
export type CheckedPrompt = { readonly prompt: string } | { readonly problem: string };

/** What a person wrote, with the actor's name for `{actor}`. */
export function filledPrompt(text: string, actorName: string): string {
  return text.trim().replaceAll('{actor}', () => actorName);
}

/**
 * Checks a prompt that a person wrote in place of a template's: plain text, no longer than a template may be, and it names the
 * actor, or the image would show anybody. The name itself may be any folder's.
 */
export function checkedPrompt(prompt: string, actorName: string): CheckedPrompt {
  const { least, most } = PROMPT_LENGTH;
  const length = [...prompt].length;
  if (length < least || length > most)
    return { problem: `A prompt takes ${least} to ${most} characters; this one has ${length}.` };
  if (!prompt.includes(actorName))
    return { problem: `The prompt must name the actor: write {actor} or ${JSON.stringify(actorName)}.` };
  if (NOT_PLAIN.test(prompt.replaceAll(actorName, '')))
    return { problem: 'A prompt is one line of plain text, without control characters or hidden marks.' };
  return { prompt };
}
