import * as z from 'zod';
import type { Config } from '../../core/config/config.ts';
import { withProtocol } from '../../core/config/with-protocol.ts';
import { protocolSchema } from '../../core/judging/protocol.ts';
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

/** What of a request the choice depends on; whatever is wrong with it, Prepare says in words. */
const eventSchema = z.object({ request: z.object({ protocol: protocolSchema }) });

/**
 * Chooses both for a new run, the same way as on one machine.
 *
 * Errors: JudgeKeyRefused and MakerKeyRefused where one is configured whose key is missing, and those of reading secrets.
 */
export function choice(
  { config }: { readonly config: Config },
  openai: VendorKey,
  replicate: VendorKey,
): (event: unknown) => Promise<Choice> {
  return async (event) => ({
    ...chosenRules(
      withProtocol(config, eventSchema.safeParse(event).data?.request.protocol),
      await openai.environment(),
      openai.words,
    ),
    ...chosenIdentity(config, await replicate.environment(), replicate.words),
  });
}
