import type { Config } from '../../core/config/config.ts';
import { chosenRules, type JudgeRules } from '../judge-rules.ts';
import { chosenIdentity, type MakerIdentity } from '../maker-identity.ts';
import type { VendorKey } from './vendor-keys.ts';

/** Who judges and who makes images, and why. */
export interface Choice {
  readonly judge: JudgeRules;
  readonly judgeWhy: string;
  readonly maker: MakerIdentity;
  readonly makerWhy: string;
}

/**
 * Chooses both for a new run, the same way as on one machine.
 *
 * Errors: JudgeKeyRefused and MakerKeyRefused where one is configured whose key is missing, and those of reading secrets.
 */
export function choice(
  { config }: { readonly config: Config },
  openai: VendorKey,
  replicate: VendorKey,
): () => Promise<Choice> {
  return async () => ({
    ...chosenRules(config, await openai.environment(), openai.words),
    ...chosenIdentity(config, await replicate.environment(), replicate.words),
  });
}
