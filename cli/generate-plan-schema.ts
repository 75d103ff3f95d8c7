import { writeFileSync } from 'node:fs';
import { planJsonSchema } from '../shared/domain/plan/file/plan-json-schema.ts';

/** Writes docs/plan.schema.json from the schema that reads plan files; a test says when it is out of date. */
writeFileSync(
  new URL('../docs/plan.schema.json', import.meta.url),
  `${JSON.stringify(planJsonSchema(), undefined, 2)}\n`,
);
