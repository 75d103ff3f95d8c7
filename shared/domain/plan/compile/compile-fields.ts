import { fieldMeaningOf } from '../../intake/field-names.ts';
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
    else {
      const taken = describeTakenName(name);
      if (taken !== undefined) report(at, taken);
    }
    checkAliases(field, at, report);
  }
  return fields;
}

/**
 * Returns why a field of this name could never have a value: forms' fields of that name go elsewhere. Undefined if it
 * can.
 */
function describeTakenName(name: string): string | undefined {
  const meaning = fieldMeaningOf(name);
  if (meaning === undefined || (meaning.kind === 'given' && meaning.slot === name)) return undefined;
  if (meaning.kind === 'given') return `\`${name}\` is read as \`${meaning.slot}\`; expected \`${meaning.slot}\``;
  if (meaning.kind === 'person')
    return `\`${name}\` belongs to the person, whom rules do not see, and would never have a value; expected another name, such as \`office_${name}\`, to which a source maps its field`;
  return `\`${name}\` has a meaning of its own in forms and would never have a value; expected another name, to which a source maps its field`;
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
