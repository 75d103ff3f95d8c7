import * as z from 'zod';
import type { WorkSchedule } from '../../../shared/domain/business-hours/calendar.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { calendarOf, instantAt } from './schedules.ts';
import table from './vectors.json' with { type: 'json' };

const VectorSchema = z.strictObject({
  what: z.string(),
  zone: z.string(),
  hours: z.record(z.string(), z.array(z.string())),
  holidays: z.array(z.string()).default([]),
  closed: z.array(z.strictObject({ from: z.string(), to: z.string() })).default([]),
  leaves: z.array(z.strictObject({ from: z.string(), until: z.string() })).default([]),
  from: z.string(),
  seconds: z.number(),
  due: z.string(),
});

/** A row of the published table, in local time with offsets. */
export type Vector = z.infer<typeof VectorSchema>;

/** The published table: when `seconds` of working time have passed, counted from `from`. */
export const VECTORS: readonly Vector[] = z.array(VectorSchema).parse(table);

/** The same row in domain types. */
export function caseOf(vector: Vector): {
  readonly schedule: WorkSchedule;
  readonly from: Instant;
  readonly seconds: number;
  readonly due: Instant;
} {
  const { zone, hours, closed, holidays, leaves, seconds } = vector;
  return {
    schedule: {
      zone,
      calendar: calendarOf(hours, closed),
      holidays,
      leaves: leaves.map((leave) => ({ from: instantAt(leave.from), until: instantAt(leave.until) })),
    },
    from: instantAt(vector.from),
    seconds,
    due: instantAt(vector.due),
  };
}
