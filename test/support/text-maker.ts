import { EvencastError } from '../../core/errors.ts';
import type { ImageMaker, MakeOutcome, MakeRequest } from '../../core/ports/image-maker.ts';
import { pictureText } from './text-codec.ts';

/** How one image comes out; `right` is a good image of the type asked for. */
export type Fate =
  | 'right'
  | 'failed'
  | 'refused'
  | 'wrong type'
  | 'bad'
  | 'no picture'
  | { readonly copyOf: string }
  | EvencastError;

/** How a maker of these tests behaves. */
export interface TextMakerOptions {
  readonly usdPerImage?: number;
  /** By request, asked anew at every `finish`; an error is thrown. */
  readonly fate?: (request: MakeRequest) => Fate;
  /** An error that `start` throws instead of beginning. */
  readonly startFails?: (request: MakeRequest) => EvencastError | undefined;
}

/** A maker, and what it was paid for. */
export interface TextMaker extends ImageMaker {
  /** Ids of the images that were begun, each paid once. */
  readonly begun: readonly string[];
  /** The requests in the order in which they were begun. */
  readonly requests: readonly MakeRequest[];
}

const TYPE_OF_WRONG = {
  photorealistic: 'bw_stylized',
  bw_stylized: 'color_stylized',
  color_stylized: 'photorealistic',
} as const;

function picture({ type, requestId }: MakeRequest, fate: Exclude<Fate, EvencastError>): string {
  if (fate === 'no picture') return '<html>Sign in</html>';
  if (fate === 'wrong type') return pictureText(TYPE_OF_WRONG[type], 8, requestId);
  if (fate === 'bad') return pictureText(type, 1, requestId);
  if (typeof fate === 'object') return pictureText(type, 8, fate.copyOf);
  return pictureText(type, 8, requestId);
}

/**
 * A maker of pictures that are text. It keeps a ledger like a vendor's: what was begun under a request is found again by
 * whoever says that it was begun before, and is paid for once.
 */
export function textMaker({ usdPerImage = 0.05, fate = () => 'right', startFails }: TextMakerOptions = {}): TextMaker {
  const ledger = new Map<string, MakeRequest>();
  const begun: string[] = [];
  return {
    name: 'replicate',
    model: 'text-1',
    standIn: false,
    usdPerImage,
    begun,
    get requests() {
      return [...ledger.values()];
    },
    async start(request, { signal }) {
      signal.throwIfAborted();
      const failure = startFails?.(request);
      if (failure !== undefined) throw failure;
      const known = [...ledger].find(([, each]) => each.requestId === request.requestId);
      if (known !== undefined && request.begunBefore !== undefined) return known[0];
      const id = `made-${begun.length + 1}`;
      begun.push(id);
      ledger.set(id, request);
      return id;
    },
    async finish(id, request, { signal }): Promise<MakeOutcome> {
      signal.throwIfAborted();
      if (!ledger.has(id)) throw new EvencastError('Internal', `Nothing was begun under ${id}.`);
      const how = fate(request);
      if (how instanceof EvencastError) throw how;
      if (how === 'failed' || how === 'refused') return { kind: how, words: `the vendor says ${how}`, usd: 0 };
      return { kind: 'made', image: new TextEncoder().encode(picture(request, how)), usd: usdPerImage };
    },
  };
}
