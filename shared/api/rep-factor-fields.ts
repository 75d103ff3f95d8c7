import { UNWEIGHED_REASONS } from '../domain/assignment/weights/turn-weights.ts';
import * as z from '../domain/lazy-zod.ts';

/** What the results of a rep do to their weight, and what they were, wherever the API shows it. */
export const repFactorFields = {
  factor: z.number().describe('What results multiply the own weight of the rep by.'),
  leads: z.int().describe('Leads that count.'),
  hits: z.int().describe('How many of them succeeded.'),
  expected: z.number().describe("How many would have at the team's average for the same bands."),
  because: z.enum(UNWEIGHED_REASONS).optional().describe('Why results do not count: the factor is exactly 1.'),
};
