import { parseRange } from '../../number-range.ts';
import { ownValue } from '../../own-value.ts';
import { normaliseBuiltInValue } from '../built-in-values.ts';
import type { Condition, FieldTest } from '../condition.ts';
import { unknownNameMessage } from '../did-you-mean.ts';
import type { FileCondition, FileFieldTest } from '../file/file-condition.ts';
import { normaliseWords } from '../matches.ts';
import type { FieldDefinition } from '../plan.ts';
import type { PlanPath, ReportProblem } from '../plan-problem.ts';
import type { CompiledTables } from './compile-data.ts';
import type { FindValueProblem } from './value-problems.ts';

export type KnownFields = Readonly<Record<string, FieldDefinition>>;

/** The known fields, and where to report problems, while a condition is compiled. */
export interface ConditionContext {
  readonly fields: KnownFields;
  readonly report: ReportProblem;
  /** Scores that have a name: `{score: sql}` is a score of at least `sql`. */
  readonly namedScores: ReadonlyMap<string, number>;
  /** The tables that `in` and `not_in` refer to. */
  readonly tables: CompiledTables;
  /** Checks values of fields that Baton fills in. Absent: any is accepted, as in a plan that is in force. */
  readonly findValueProblem?: FindValueProblem | undefined;
}

/** Compiles `{touch: demo_request, any: [...]}` to a {@link Condition}, fields first. Checks fields and values. */
export function compileCondition(file: FileCondition, at: PlanPath, context: ConditionContext): Condition {
  const parts: Condition[] = [];
  for (const [field, test] of Object.entries(file)) {
    if (test !== undefined && !isAlternatives(test))
      parts.push(compileField({ field, test, at: [...at, field] }, context));
  }
  if (file.any !== undefined) {
    const of = file.any.map((one, index) => compileCondition(one, [...at, 'any', index], context));
    parts.push({ kind: 'any', of });
  }
  return combineAll(parts);
}

function isAlternatives(test: FileCondition[string]): test is readonly FileCondition[] {
  return Array.isArray(test) && typeof test[0] === 'object';
}

function combineAll(parts: readonly Condition[]): Condition {
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : { kind: 'all', of: parts };
}

interface FieldToCompile {
  readonly field: string;
  readonly test: FileFieldTest;
  readonly at: PlanPath;
}

function compileField({ field, test, at }: FieldToCompile, context: ConditionContext): Condition {
  const { fields, namedScores, report, findValueProblem, tables } = context;
  const fieldCondition = (compiled: FieldTest): Condition => ({ kind: 'field', field, test: compiled });
  const definition = ownValue(fields, field);
  if (definition === undefined) {
    report(at, `${unknownNameMessage('field', field, Object.keys(fields))}; define custom fields under \`fields\``);
    return fieldCondition({ op: 'unknown' });
  }
  if (test === 'known') return fieldCondition({ op: 'known' });
  if (test === 'unknown') return fieldCondition({ op: 'unknown' });
  if (typeof test === 'object' && !Array.isArray(test))
    return fieldCondition(compileNamedTest(test, { field, definition, at, report, findValueProblem, tables }));

  const values = (typeof test === 'string' ? [test] : test).map((value) => normaliseBuiltInValue(field, value));
  if (definition.type === 'range') {
    const of = values.map((value, index) => {
      const named = field === 'score' ? namedScores.get(value.toLowerCase()) : undefined;
      const range = named === undefined ? parseRange(value) : { from: named };
      const here = typeof test === 'string' ? at : [...at, index];
      if (range === undefined) report(here, 'expected a range such as 100-999, 1000+ or ">= 30"');
      return fieldCondition({ op: 'within', from: 0, ...range });
    });
    return of.length === 1 && of[0] ? of[0] : { kind: 'any', of };
  }
  if (definition.type === 'text' && (test === 'true' || test === 'false')) {
    return fieldCondition({ op: 'is', value: test === 'true' });
  }
  checkValues(values, { field, definition, at, report, findValueProblem });
  return fieldCondition({ op: 'in', values });
}

interface ValuesContext extends Pick<ConditionContext, 'findValueProblem'> {
  readonly field: string;
  readonly definition: FieldDefinition;
  readonly at: PlanPath;
  readonly report: ReportProblem;
}

type NamedTest = Exclude<FileFieldTest, string | readonly string[]>;

function compileNamedTest(test: NamedTest, context: ValuesContext & Pick<ConditionContext, 'tables'>): FieldTest {
  const { field, definition, at, report } = context;
  if (definition.type === 'range') report(at, 'expected ranges such as [1-99, 1000+]: this field holds numbers');
  if (test.starts !== undefined) return { op: 'starts', with: test.starts };
  if (test.has !== undefined) {
    if (test.has.some((word) => normaliseWords(word) === ''))
      report([...at, 'has'], 'expected words with letters or digits');
    return { op: 'has', words: test.has };
  }
  if (test.in !== undefined) return { op: 'in', values: readTable(test.in, [...at, 'in'], context) };
  if (test.not_in !== undefined) return { op: 'not', values: readTable(test.not_in, [...at, 'not_in'], context) };
  const values = (test.not ?? []).map((value) => normaliseBuiltInValue(field, value));
  checkValues(values, { ...context, at: [...at, 'not'] });
  return { op: 'not', values };
}

/** Returns the values of a table for the field, as the field has them. Each is checked where it stands in the table. */
function readTable(
  table: string,
  at: PlanPath,
  { tables, ...context }: ValuesContext & Pick<ConditionContext, 'tables'>,
): readonly string[] {
  const { field } = context;
  const column = tables.columnFor(field, table, at);
  if (!column) return [];
  const values = column.values.map((value) => normaliseBuiltInValue(field, value));
  values.forEach((value, index) => {
    checkValues([value], { ...context, at: [...column.at, index] });
  });
  return [...new Set(values)];
}

/** Reports values that the field can never have: such a typo would silently match nothing. */
function checkValues(
  values: readonly string[],
  { field, definition, at, report, findValueProblem }: ValuesContext,
): void {
  for (const value of values) {
    const problem = findValueProblem?.(field, value);
    if (problem !== undefined) report(at, problem);
  }
  if (definition.type !== 'pick') return;
  const known = definition.values.map((value) => value.toLowerCase());
  for (const value of values) {
    if (!known.includes(value.toLowerCase())) report(at, unknownNameMessage('value', value, definition.values));
  }
}
