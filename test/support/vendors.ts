import { IMAGE_TYPES, type ImageType } from '../../core/image-type.ts';
import { DEFAULT_PROMPTS } from '../../core/prompts/defaults.ts';
import { PROMPT_RANGES } from '../../core/prompts/templates.ts';
import { type ReplicateServer, replicateServer } from './replicate-server.ts';
import { coloured } from './small-cast.ts';
import { type VisionServer, visionServer } from './vision-server.ts';

/** Stand-ins for both vendors: pictures that the one makes are read by the other. */
export interface Vendors {
  readonly vision: VisionServer;
  readonly replicate: ReplicateServer;
  /** The environment in which the real clients talk to them. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The key and the token that are used: nothing that is written may hold them. */
export const SECRETS = ['sk-test-key', 'r8_test-token'] as const;

/** The type that a prompt of ours asks for. */
function typeOf(prompt: string): ImageType {
  const number = DEFAULT_PROMPTS.findIndex(({ text }) => prompt.endsWith(text.split('{actor}').at(-1) ?? '')) + 1;
  return IMAGE_TYPES.find((type) => PROMPT_RANGES[type][1] >= number) ?? 'photorealistic';
}

/** Starts both. What is made is a plain picture that means the type its prompt asks for, and a score of 9. */
export async function vendors(): Promise<Vendors> {
  const vision = await visionServer();
  let drawn = 0;
  const replicate = await replicateServer({
    picture: ({ prompt }) => coloured({ type: typeOf(String(prompt)), score: 9 }, 2000 + drawn++),
  });
  const [key, token] = SECRETS;
  return {
    vision,
    replicate,
    env: {
      OPENAI_API_KEY: key,
      OPENAI_BASE_URL: vision.url,
      REPLICATE_API_TOKEN: token,
      REPLICATE_BASE_URL: replicate.url,
      USER: 'kim',
    },
    close: async () => {
      await vision.close();
      await replicate.close();
    },
  };
}
