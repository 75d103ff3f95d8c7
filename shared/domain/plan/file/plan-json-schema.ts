import * as z from 'zod';
import { PlanFile } from './plan-file.ts';

/**
 * The plan file's shape as JSON Schema, for completion and checking in editors. It is a little wider than what
 * {@link parsePlan} accepts: names that must exist, and rules between keys, are checked there alone.
 *
 * An editor's YAML reader makes numbers and booleans of some texts, so a type given by `meta` replaces the text's own
 * and the pattern of the text goes with it, unless text is still allowed.
 */
export function planJsonSchema(): Record<string, unknown> {
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
