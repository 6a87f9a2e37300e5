import { sha256Hex } from '../sha256.ts';
import type { Plan, PlanSettings } from './plan.ts';
import { compareText, type SetImage } from './set-image.ts';

/** JSON with sorted keys and no spaces: equal values give equal text. `undefined` fields are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([a], [b]) => compareText(a, b));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`;
}

/**
 * The hash that an approval is bound to: over the plan and everything it rests on (keys, versions, sizes, content
 * hashes, verdicts, pins, settings). Whatever changes one of them makes it another plan.
 *
 * @param key the object key of a file of the set.
 */
export function planHash(
  plan: Plan,
  images: readonly SetImage[],
  settings: PlanSettings,
  key: (file: string) => string,
): Promise<string> {
  const basis = [...images]
    .sort((a, b) => compareText(a.file, b.file))
    .map(({ file, version, size, sha256, verdict, unsure, pinned, generated, promptNumber }) => ({
      key: key(file),
      version,
      size,
      sha256,
      verdict,
      unsure,
      pinned,
      generated,
      promptNumber,
    }));
  return sha256Hex(
    canonicalJson({
      plan,
      images: basis,
      target: settings.target,
      limits: settings.limits,
      generate: settings.generate,
    }),
  );
}
