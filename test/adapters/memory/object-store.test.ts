import { expect, test } from 'vitest';
import { memoryObjectStore } from '../../../adapters/memory/object-store.ts';
import { expectError } from '../../contracts/object-store/ask.ts';
import { objectStoreContract } from '../../contracts/object-store.ts';

objectStoreContract('memory', async () => memoryObjectStore());

test('it calls itself what it was told', () => {
  expect(memoryObjectStore('a small cast').place).toBe('a small cast');
});

test.for(['/a', 'a/', 'a//b', './a', 'a/../b', 'a\0b'])(
  '%j, which no folder could hold, is refused here too',
  async (key) => {
    await expectError(memoryObjectStore().put(key, 'x'), 'InvalidKey');
  },
);
