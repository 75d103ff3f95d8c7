import { expect, it } from 'vitest';
import { chanceOf } from '../../../shared/domain/misroutes/fisher.ts';

it.each([
  // The lady tasting tea: Fisher, "The Design of Experiments", chapter 2.
  [{ flagged: 4, others: 0, ofFlagged: 4, ofOthers: 4 }, 1 / 70],
  [{ flagged: 3, others: 1, ofFlagged: 4, ofOthers: 4 }, 17 / 70],
  // Criminal twins: 10 of 13 monozygotic, 2 of 17 dizygotic; Fisher, "The logic of inductive inference", 1935.
  [{ flagged: 10, others: 2, ofFlagged: 13, ofOthers: 17 }, 619 / 1_330_665],
  [{ flagged: 0, others: 3, ofFlagged: 4, ofOthers: 4 }, 1],
])('is the upper tail of the exact test: %o', (counts, expected) => {
  expect(chanceOf(counts)).toBeCloseTo(expected, 10);
});
