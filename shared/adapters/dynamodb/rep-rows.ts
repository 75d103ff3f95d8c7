import { type RepFactor, type TurnWeights, UNWEIGHED_REASONS } from '../../domain/assignment/weights/turn-weights.ts';
import * as z from '../../domain/lazy-zod.ts';
import { type BestTerms, RESULT_MEASURES } from '../../domain/plan/team.ts';
import { CALENDAR_KINDS, type CalendarAddress } from '../../domain/team/calendar-reading.ts';
import { type Caps, type CurrentLoad, LEAVE_SOURCES, type Leave, type Rep } from '../../domain/team/rep.ts';
import type { Hold, RepChange } from '../../ports/rep-store.ts';
import { createRowSchema } from './row-schema.ts';

const text = z.string().min(1);

export const RepRow = createRowSchema<Rep>({
  id: text,
  name: z.string(),
  email: text.optional(),
  active: z.boolean(),
  teams: z.record(z.string(), z.number()),
  zone: text,
  holidayRegion: text.optional(),
  hours: text.optional(),
  attributes: z.record(z.string(), z.array(z.string())),
  cap: createRowSchema<Caps>({ open: z.number().optional(), day: z.number().optional() }).optional(),
  leaves: z.array(createRowSchema<Leave>({ from: text, until: text, source: z.enum(LEAVE_SOURCES).optional() })),
  backup: text.optional(),
  calendar: createRowSchema<CalendarAddress>({ kind: z.enum(CALENDAR_KINDS), address: text }).optional(),
  leaveCalendar: text.optional(),
  addresses: z.record(z.string(), text).optional(),
  reach: z
    .object({
      order: z.array(text).optional(),
      quiet: z.boolean().optional(),
      digest: text.optional(),
      reports: z.boolean().optional(),
    })
    .optional(),
  version: z.int().positive(),
});

export const RepEmailRow = z.object({ rep: text });

export const LoadRow = createRowSchema<CurrentLoad>({ open: z.number(), days: z.record(z.string(), z.number()) });

export const HoldRow = createRowSchema<Hold>({ lead: text, weight: z.number(), team: text });

export const RepChangeRow = createRowSchema<RepChange>({
  rep: text,
  version: z.int().positive(),
  at: text,
  teams: z.array(text),
});

export const HolidaysRow = z.object({ dates: z.array(text) });

export const TurnWeightsRow = createRowSchema<TurnWeights>({
  team: text,
  version: z.int().positive(),
  at: text,
  terms: createRowSchema<BestTerms>({
    by: z.enum(RESULT_MEASURES),
    overDays: z.number(),
    settledDays: z.number(),
    sample: z.number(),
    atMost: z.number(),
  }),
  reps: z.record(
    z.string(),
    createRowSchema<RepFactor>({
      factor: z.number().positive(),
      leads: z.number(),
      hits: z.number(),
      expected: z.number(),
      because: z.enum(UNWEIGHED_REASONS).optional(),
    }),
  ),
});
