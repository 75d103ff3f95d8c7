import * as z from '../../domain/lazy-zod.ts';
import { PILOT_ENDS, type PilotEnd, type PilotRecord, type RunningPilot } from '../../domain/pilot/pilot.ts';
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
};

/** The running pilot, an attribute of the row that says which plan is in force. */
export const RunningPilotRow = createRowSchema<RunningPilot>({ ...pilot, salt: text });

/** A pilot for the history. */
export const PilotRow = createRowSchema<PilotRecord>({
  ...pilot,
  end: createRowSchema<PilotEnd>({
    how: z.enum(PILOT_ENDS),
    at: text,
    by: text,
    reason: text.optional(),
  }).optional(),
});
