import { parseBucket } from '../../number-range.ts';
import { unknownNameMessage } from '../did-you-mean.ts';
import type { FileField } from '../file/file-teams.ts';
import type { FieldDefinition } from '../plan.ts';
import type { PlanPath, ReportProblem } from '../plan-problem.ts';
import { isBuiltInField } from './known-fields.ts';

/** Keys of conditions and points; a field of the same name would hide them. */
const RESERVED = ['any', 'add', 'at_most'];

/** Checks the plan's custom fields: no name is taken, and every alias maps to a value that the field can have. */
export function compileFields(
  fields: Readonly<Record<string, FileField>>,
  report: ReportProblem,
): Readonly<Record<string, FieldDefinition>> {
  for (const [name, field] of Object.entries(fields)) {
    const at = ['fields', name];
    if (RESERVED.includes(name)) report(at, `\`${name}\` is reserved; expected another name`);
    if (isBuiltInField(name))
      report(at, `\`${name}\` is filled in by Baton and needs no definition; expected another name`);
    checkAliases(field, at, report);
  }
  return fields;
}

function checkAliases(field: FieldDefinition, at: PlanPath, report: ReportProblem): void {
  if (field.type === 'pick' && new Set(field.values.map((value) => value.toLowerCase())).size < field.values.length) {
    report([...at, 'values'], 'expected each value only once');
  }
  for (const [alias, value] of Object.entries(field.alias)) {
    const here = [...at, 'alias', alias];
    if (field.type === 'range' && parseBucket(value) === undefined) {
      report(here, 'expected a range such as 100-999, 1000+ or 250');
    }
    if (field.type === 'pick' && !field.values.includes(value))
      report(here, unknownNameMessage('value', value, field.values));
  }
}
