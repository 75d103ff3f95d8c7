import type { PlanFile } from '../file/plan-file.ts';
import type { ReportProblem } from '../plan-problem.ts';
import type { KnownFields } from './compile-condition.ts';
import type { CompiledTables } from './compile-data.ts';
import type { FindValueProblem } from './value-problems.ts';

/** What the compilers of the parts of a plan file share. */
export interface CompileContext {
  readonly file: PlanFile;
  readonly names: {
    readonly teams: readonly string[];
    readonly queues: readonly string[];
    readonly calendars: readonly string[];
    readonly ladders: readonly string[];
    readonly slas: readonly string[];
    readonly bands: readonly string[];
  };
  readonly fields: KnownFields;
  readonly namedScores: ReadonlyMap<string, number>;
  readonly tables: CompiledTables;
  readonly report: ReportProblem;
  readonly findValueProblem?: FindValueProblem | undefined;
}
