import * as z from '../../domain/lazy-zod.ts';
import { GUARDS, type PilotEnd, type PilotRecord, type RunningPilot } from '../../domain/pilot/pilot.ts';
import { createRowSchema } from './row-schema.ts';

const text = z.string().min(1);
const pilot = {
  id: text,
  version: z.int().positive(),
  over: z.int().positive(),
  share: z.number().min(0).max(1),
  startedAt: text,
  startedBy: text,
  why: text,
  expect: text.optional(),
  terms: z.object({
    guards: z.array(z.enum(GUARDS)).readonly(),
    minimum: z.int().positive(),
    windowSeconds: z.int().positive(),
  }),
};

/** The running pilot, an attribute of the row that says which plan is in force. */
export const RunningPilotRow = createRowSchema<RunningPilot>({ ...pilot, salt: text });

/** A pilot for the history. */
export const PilotRow = createRowSchema<PilotRecord>({
  ...pilot,
  end: createRowSchema<PilotEnd>({
    how: z.enum(['stopped', 'promoted', 'guarded']),
    at: text,
    by: text,
    reason: text.optional(),
    guard: z.enum(GUARDS).optional(),
  }).optional(),
});
