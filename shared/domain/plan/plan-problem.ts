/** Where in the plan file something stands: keys and list positions from the top. */
export type PlanPath = readonly (string | number)[];

/** One thing that is wrong with a plan file, in words for the person who wrote it. */
export interface PlanProblem {
  /** `layers[2].rules[0].to`; empty for the file as a whole. */
  readonly path: string;
  /** Line in the file, from 1; absent when the problem has no place of its own. */
  readonly line?: number;
  /** What was expected and, for a misspelled name, the nearest known one. */
  readonly message: string;
}

/** Takes down a problem found while a plan is compiled. */
export type ReportProblem = (at: PlanPath, message: string) => void;

/** Writes a path the way people say it: `layers[2].rules[0].to`. */
export function pathText(path: PlanPath): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}
