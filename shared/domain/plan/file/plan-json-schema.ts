import * as z from '../../lazy-zod.ts';
import { PlanFile } from './plan-file.ts';

/**
 * Returns the plan file's shape as JSON Schema, for completion and checks in editors. It is slightly wider than what
 * {@link parsePlan} accepts: only the parser checks that names exist and that keys go together.
 *
 * An editor's YAML parser reads some texts as numbers or booleans. For these, the type in `meta` replaces the text
 * type, and the pattern is dropped unless text is still allowed.
 */
export function buildPlanJsonSchema(): Record<string, unknown> {
  return {
    title: 'Baton routing plan',
    ...z.toJSONSchema(PlanFile, {
      io: 'input',
      target: 'draft-7',
      override: ({ jsonSchema }) => {
        if (jsonSchema.type === 'integer') delete jsonSchema.pattern;
      },
    }),
  };
}
