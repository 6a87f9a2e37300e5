import * as z from 'zod';
import { PROMPT_LENGTH } from '../desk/rules/edited-prompt.ts';
import type { ByType, ImageType } from '../image-type.ts';

/** The numbers of each type's prompts, first and last. */
export const PROMPT_RANGES: ByType<readonly [first: number, last: number]> = {
  photorealistic: [1, 15],
  bw_stylized: [16, 26],
  color_stylized: [27, 35],
};

/** A numbered prompt; `{actor}` stands for the actor's name or trigger word. */
export interface PromptTemplate {
  readonly number: number;
  readonly text: string;
}

/** A replacement text for a template: it must name the actor, or the image would show anybody. */
export const promptTextSchema = z
  .string()
  .min(PROMPT_LENGTH.least)
  .max(PROMPT_LENGTH.most)
  .refine((text) => text.includes('{actor}'), { error: 'must contain {actor}, which stands for the actor' });

/** The templates of one type. */
export function promptsOf(templates: readonly PromptTemplate[], type: ImageType): readonly PromptTemplate[] {
  const [first, last] = PROMPT_RANGES[type];
  return templates.filter(({ number }) => number >= first && number <= last);
}

/** The templates with some texts replaced, by number. */
export function withReplacements(
  templates: readonly PromptTemplate[],
  texts: Readonly<Record<string, string>>,
): readonly PromptTemplate[] {
  return templates.map((template) => ({ ...template, text: texts[String(template.number)] ?? template.text }));
}
