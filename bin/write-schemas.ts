import { writeFileSync } from 'node:fs';
import { publishedSchemas } from '../core/published/json-schemas.ts';

for (const [name, schema] of Object.entries(publishedSchemas())) {
  writeFileSync(new URL(`../docs/${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
}
