import type { Try } from '../journal/journal-state.ts';
import { type PromptTemplate, promptsOf } from '../prompts/templates.ts';
import { sha256Hex } from '../sha256.ts';
import type { Generation } from './job.ts';

/** With what an image is tried next. */
export interface NextTry {
  /** From 1. */
  readonly number: number;
  readonly promptNumber: number;
  readonly prompt: string;
  /** Whether a person wrote it. */
  readonly edited?: true;
}

/** What the choice of a prompt depends on. */
export interface TryRules {
  readonly prompts: readonly PromptTemplate[];
  /** What stands for `{actor}`. */
  readonly actorName: string;
  /** Tries an image gets in all. */
  readonly tries: number;
  /** How often each prompt is used already, by number: in the set, in the plan, in earlier tries. */
  readonly uses: ReadonlyMap<number, number>;
  /** Prompts that the vendor refuses. */
  readonly refused: ReadonlySet<number>;
}

/**
 * The next try for an image, undefined where it has had all of its tries or no prompt is left: first with the prompt of the
 * plan, then with others of its type, the least used first. A prompt that a person wrote is the only one that is sent, until the
 * vendor refuses it.
 */
export function nextTry(change: Generation, before: readonly Try[], rules: TryRules): NextTry | undefined {
  const { tries, refused, uses, actorName } = rules;
  const number = before.length + 1;
  if (number > tries) return undefined;
  const { promptNumber, prompt } = change;
  if (change.edited === true) {
    const isRefused = before.some(({ ended }) => ended?.how === 'refused');
    return isRefused ? undefined : { number, promptNumber, prompt, edited: true };
  }
  if (number === 1 && !refused.has(promptNumber)) return { number, promptNumber, prompt };
  const tried = new Set(before.map(({ asked }) => asked.promptNumber));
  const open = promptsOf(rules.prompts, change.type).filter(
    (each) => !tried.has(each.number) && !refused.has(each.number),
  );
  const [least] = open.sort((a, b) => (uses.get(a.number) ?? 0) - (uses.get(b.number) ?? 0) || a.number - b.number);
  if (least === undefined) return undefined;
  return { number, promptNumber: least.number, prompt: least.text.replaceAll('{actor}', () => actorName) };
}

/** The name and the seed of a try: the same whenever it is made anew, of no other try the same. */
export async function tryIdentity(
  of: readonly [run: string, actor: string, change: string, number: number],
): Promise<{ readonly requestId: string; readonly seed: number }> {
  const hash = await sha256Hex(JSON.stringify(of));
  // 31 bits: what models take as a seed.
  return { requestId: hash.slice(0, 32), seed: Number.parseInt(hash.slice(32, 40), 16) & 0x7fff_ffff };
}

/** File name endings by format. */
const ENDINGS = { jpeg: 'jpg', png: 'png', webp: 'webp' } as const;

/** The content type of an image, by its name. */
export function contentTypeOf(file: string): string {
  const format = Object.entries(ENDINGS).find(([, ending]) => file.endsWith(`.${ending}`))?.[0];
  return format === undefined ? 'application/octet-stream' : `image/${format}`;
}

/** The file name of a made image: says what made it, and is no other image's. A stand-in says so. */
export function madeFileName(
  of: { readonly standIn: boolean; readonly promptNumber: number; readonly requestId: string },
  format: keyof typeof ENDINGS,
): string {
  const prompt = String(of.promptNumber).padStart(2, '0');
  return `${of.standIn ? 'stand-in' : 'generated'}-${prompt}-${of.requestId.slice(0, 10)}.${ENDINGS[format]}`;
}
