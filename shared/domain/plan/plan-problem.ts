/** A location in the plan file: keys and list positions from the top. */
export type PlanPath = readonly (string | number)[];

/** One problem of a plan file, with a message for its author. */
export interface PlanProblem {
  /** `layers[2].rules[0].to`; empty for the file as a whole. */
  readonly path: string;
  /** Line in the file, starting at 1; absent when the problem has no location. */
  readonly line?: number;
  /** What was expected and, for a misspelled name, the closest known name. */
  readonly message: string;
}

/** Records a problem found while a plan is compiled. */
export type ReportProblem = (at: PlanPath, message: string) => void;

/** Formats a path: `layers[2].rules[0].to`. */
export function formatPath(path: PlanPath): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}

/** The most problems that are reported for one file: the first ones. Nobody reads more, and they are stored nowhere. */
export const MAX_PROBLEMS = 100;

const MAX_WORD_CHARACTERS = 60;

/** Shortens a word of the file that a message repeats. */
export function clipWord(word: string): string {
  const characters = [...word.slice(0, 2 * MAX_WORD_CHARACTERS + 2)];
  return characters.length > MAX_WORD_CHARACTERS ? `${characters.slice(0, MAX_WORD_CHARACTERS).join('')}…` : word;
}
