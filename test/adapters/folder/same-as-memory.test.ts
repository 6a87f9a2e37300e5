import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folderObjectStore } from '../../../adapters/folder/object-store.ts';
import { memoryObjectStore } from '../../../adapters/memory/object-store.ts';
import { isEvencastError } from '../../../core/errors.ts';
import type { ObjectInfo, ObjectStore } from '../../../core/ports/object-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

// Folders have other names than files here, since only memory can hold both `a` and `a/b`.
const folder = fc.constantFrom('', 'a/', 'a-/', 'a/b.d/', 'ä/', '.evencast/', '.evencast/runs/1/');
const key = fc.tuple(folder, fc.constantFrom('x', 'y', 'x.y', '😀')).map((parts) => parts.join(''));
const content = fc.constantFrom('', 'one', 'two', 'three');
/** `seen` is the version that the store last told of the key, `stale` the one before. */
const condition = fc.constantFrom('none', 'none', 'seen', 'stale', 'absent');

const step = fc.oneof(
  fc.record({ call: fc.constant('put' as const), key, content, condition }),
  fc.record({ call: fc.constant('move' as const), key, to: key, condition }),
  fc.record({ call: fc.constant('delete' as const), key, condition }),
  fc.record({ call: fc.constant('get' as const), key }),
  fc.record({ call: fc.constant('list' as const), prefix: fc.oneof(folder, key, fc.constantFrom('a', '.e', 'x.')) }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Tells everything a store answers except versions, which are its own. */
class Teller {
  readonly #store: ObjectStore;
  readonly #versions = new Map<string, readonly string[]>();

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  async tell(asked: Step): Promise<unknown> {
    try {
      return await this.#ask(asked);
    } catch (error) {
      if (isEvencastError(error)) return error.name;
      throw error;
    }
  }

  async #ask(asked: Step): Promise<unknown> {
    if (asked.call === 'list')
      return (await Array.fromAsync(this.#store.list(asked.prefix))).map((info) => this.#note(info));
    if (asked.call === 'get') {
      const { body, ...info } = await this.#store.get(asked.key);
      return [this.#note(info), new TextDecoder().decode(body)];
    }
    const options = this.#options(asked.key, asked.condition);
    if (asked.call === 'put') return this.#note(await this.#store.put(asked.key, asked.content, options));
    if (asked.call === 'move') return this.#note(await this.#store.move(asked.key, asked.to, options));
    return this.#store.delete(asked.key, options);
  }

  #options(of: string, wanted: string): { ifVersion?: string; ifAbsent?: boolean } {
    if (wanted === 'absent') return { ifAbsent: true };
    const version = this.#versions.get(of)?.at(wanted === 'seen' ? -1 : -2);
    return wanted === 'none' || version === undefined ? {} : { ifVersion: version };
  }

  #note({ key: of, size, version }: ObjectInfo): readonly [string, number] {
    const known = this.#versions.get(of) ?? [];
    if (known.at(-1) !== version) this.#versions.set(of, [...known, version]);
    return [of, size];
  }
}

test('a folder answers like memory, whatever is asked in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const model = new Teller(memoryObjectStore());
      const real = new Teller(folderObjectStore({ root: temporaryFolder() }));
      for (const asked of [...steps, { call: 'list' as const, prefix: '' }]) {
        expect([asked, await real.tell(asked)]).toEqual([asked, await model.tell(asked)]);
      }
    }),
    { numRuns: 100 },
  );
});
