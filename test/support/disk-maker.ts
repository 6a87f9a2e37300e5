import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { MakeRequest } from '../../core/ports/image-maker.ts';
import { type TextMaker, textMaker } from './text-maker.ts';

/** A line of the vendor's ledger. */
type Line = Omit<MakeRequest, 'references' | 'begunBefore'>;

/**
 * A maker whose vendor keeps its ledger in a file, so that it outlives the processes that ask it. The very first image that is
 * begun comes out of the wrong type, every other one right.
 */
export function diskMaker(ledger: string): TextMaker {
  const lines = (): readonly Line[] =>
    existsSync(ledger)
      ? readFileSync(ledger, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as Line)
      : [];
  const inMemory = textMaker();
  return {
    ...inMemory,
    get begun() {
      return lines().map((_, index) => `made-${index}`);
    },
    get requests() {
      return lines().map((line): MakeRequest => ({ ...line, references: [], begunBefore: undefined }));
    },
    async start({ references: _, begunBefore, ...line }) {
      const known = lines().findIndex(({ requestId }) => requestId === line.requestId);
      if (known >= 0 && begunBefore !== undefined) return `made-${known}`;
      appendFileSync(ledger, `${JSON.stringify(line)}\n`);
      return `made-${lines().length - 1}`;
    },
    async finish(id, request, patience) {
      const fate = id === 'made-0' ? 'wrong type' : 'right';
      const maker = textMaker({ fate: () => fate });
      return maker.finish(await maker.start(request, patience), request, patience);
    },
  };
}
