import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { publishedSchemas } from '../../../core/published/json-schemas.ts';

test.each(Object.entries(publishedSchemas()))(
  'docs/%s is what the code reads and writes (npm run schemas)',
  (name, schema) => {
    const written: unknown = JSON.parse(readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8'));
    expect(written).toEqual(JSON.parse(JSON.stringify(schema)));
  },
);
