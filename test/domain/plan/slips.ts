import { expect, it } from 'vitest';
import { edited, problemsOf } from './plan-text.ts';

/** The text of the small plan to replace, its replacement, the path of the problem, and part of its message. */
export type Slip = readonly [written: string, instead: string, path: string, says: string];

/** Tests that each of these slips is reported at its path. */
export function itReports(slips: readonly Slip[]): void {
  it.each(slips)('%s -> %s', (written, instead, path, says) => {
    const problems = problemsOf(edited(written, instead));

    expect(problems).toContainEqual(expect.objectContaining({ path, message: expect.stringContaining(says) }));
  });
}
