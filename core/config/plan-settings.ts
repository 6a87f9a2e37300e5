import type { PlanSettings } from '../plan/plan.ts';
import { DEFAULT_PROMPTS } from '../prompts/defaults.ts';
import { withReplacements } from '../prompts/templates.ts';
import type { Config } from './config.ts';
import { maxRetirements, targetFor } from './groups.ts';

/** What the configuration means for one actor's set of `size` images. */
export function planSettings(config: Config, actor: string, size: number): PlanSettings {
  const { usdPerImage, maxReferences } = config.generate;
  return {
    target: targetFor(config, actor),
    limits: { maxRetirements: maxRetirements(config.limits, size), copyBits: config.copyBits },
    generate: {
      prompts: withReplacements(DEFAULT_PROMPTS, config.prompts),
      // Own entries only: a folder may be called "constructor".
      actorName: (Object.hasOwn(config.names, actor) ? config.names[actor] : undefined) ?? actor,
      usdPerImage,
      maxReferences,
    },
  };
}
