import { IMAGE_TYPES, type ImageType } from '../image-type.ts';
import { type PromptTemplate, promptsOf } from '../prompts/templates.ts';
import type { GenerateChange } from './change.ts';
import { compareText, pixelsOf, type SetImage } from './set-image.ts';
import { type Target, targetCounts } from './target.ts';

/** What an image is made with. */
export interface GenerateSettings {
  /** All templates, in order of their numbers. */
  readonly prompts: readonly PromptTemplate[];
  /** What stands for `{actor}` in a prompt. */
  readonly actorName: string;
  /** Estimate in USD for one image. */
  readonly usdPerImage: number;
  /** At most this many reference photographs. */
  readonly maxReferences: number;
}

/**
 * The set's best real photographs, best first: uploaded, photorealistic, surely so, and good enough to stay. Never a
 * generated image: what a model made of an actor would be copied into everything made later.
 */
export function chooseReferences(stay: readonly SetImage[], target: Target, max: number): readonly string[] {
  return stay
    .filter((image) => image.verdict.type === 'photorealistic' && !image.generated && !image.unsure)
    .filter((image) => image.verdict.score >= target.minQuality)
    .sort((a, b) => b.verdict.score - a.verdict.score || pixelsOf(b) - pixelsOf(a) || compareText(a.file, b.file))
    .slice(0, max)
    .map((image) => image.file);
}

/** The template of this type that was used least, then the lowest number. */
function nextPrompt(
  templates: readonly PromptTemplate[],
  uses: ReadonlyMap<number, number>,
): PromptTemplate | undefined {
  let best: PromptTemplate | undefined;
  for (const template of templates) {
    if (best === undefined || (uses.get(template.number) ?? 0) < (uses.get(best.number) ?? 0)) best = template;
  }
  return best;
}

function usesOf(stay: readonly SetImage[]): Map<number, number> {
  const uses = new Map<number, number>();
  for (const { promptNumber } of stay) {
    if (promptNumber !== undefined) uses.set(promptNumber, (uses.get(promptNumber) ?? 0) + 1);
  }
  return uses;
}

/**
 * What each type lacks of its target count once the retirements are done, each with a prompt of its type's range:
 * first those that no image of the set was made with, then those used least.
 */
export function chooseGenerations(
  stay: readonly SetImage[],
  target: Target,
  settings: GenerateSettings,
): readonly GenerateChange[] {
  const wanted = targetCounts(target);
  const references = [...chooseReferences(stay, target, settings.maxReferences)];
  const uses = usesOf(stay);
  const makeOne = (type: ImageType, count: number): GenerateChange | undefined => {
    const template = nextPrompt(promptsOf(settings.prompts, type), uses);
    if (template === undefined) return undefined;
    const use = (uses.get(template.number) ?? 0) + 1;
    uses.set(template.number, use);
    return {
      id: `generate/${template.number}/${use}`,
      kind: 'generate',
      type,
      reason: { code: 'missing', count, target: wanted[type] },
      promptNumber: template.number,
      prompt: template.text.replaceAll('{actor}', () => settings.actorName),
      references,
      usd: settings.usdPerImage,
    };
  };
  return IMAGE_TYPES.flatMap((type) => {
    const count = stay.filter((image) => image.verdict.type === type).length;
    const lacking = Math.max(0, wanted[type] - count);
    return Array.from({ length: lacking }, () => makeOne(type, count)).filter((change) => change !== undefined);
  });
}
