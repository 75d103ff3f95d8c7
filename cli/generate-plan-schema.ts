import { writeFileSync } from 'node:fs';
import { buildPlanJsonSchema } from '../shared/domain/plan/file/plan-json-schema.ts';

/** Writes docs/plan.schema.json from the schema that parses plan files; a test fails when the file is out of date. */
writeFileSync(
  new URL('../docs/plan.schema.json', import.meta.url),
  `${JSON.stringify(buildPlanJsonSchema(), undefined, 2)}\n`,
);
