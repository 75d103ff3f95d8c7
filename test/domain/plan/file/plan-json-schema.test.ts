import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { buildPlanJsonSchema } from '../../../../shared/domain/plan/file/plan-json-schema.ts';
import { edited, PLAN_TEXT } from '../plan-text.ts';

const read = (path: string): string => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');

/** Whether an editor, whose YAML parser yields numbers and booleans, would accept a plan. */
const editorAccepts = (text: string): boolean => z.fromJSONSchema(buildPlanJsonSchema()).safeParse(parse(text)).success;

describe('docs/plan.schema.json', () => {
  it('matches the schema of the parser: if not, run `npm run docs:plan`', () => {
    expect(JSON.parse(read('docs/plan.schema.json'))).toEqual(buildPlanJsonSchema());
  });

  it.each(['examples/plan.yaml', 'examples/plan.office.yaml'])('lets editors accept %s', (file) => {
    expect(editorAccepts(read(file))).toBe(true);
  });

  it('lets editors report unknown keys, missing keys and values of the wrong type', () => {
    expect(editorAccepts(PLAN_TEXT)).toBe(true);
    expect(editorAccepts(edited('to: desk', 'too: desk'))).toBe(false);
    expect(editorAccepts(edited('mql: 30', ''))).toBe(false);
    expect(editorAccepts(edited('first_touch: 5m', 'first_touch: 5'))).toBe(false);
    expect(editorAccepts(edited('add: 15', 'add: lots'))).toBe(false);
  });
});
