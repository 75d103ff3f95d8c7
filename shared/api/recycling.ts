import * as z from 'zod';
import { defineRoute } from '../runtime/http/route.ts';
import type { RecyclingOutlook } from '../use-cases/nurture/preview-recycling.ts';
import { anyInstant, instant, page } from './values.ts';

const ReturningLead = z
  .object({
    lead: z.string(),
    dueAt: instant.describe('When its time in nurture ends.'),
    track: z.string(),
    reason: z.string().optional().describe('Why it is in nurture.'),
    cycles: z.int().describe('How often it has been in nurture.'),
    contacts: z.int().describe('Number of remembered contacts with the person.'),
    accountable: z.string(),
    then: z.enum(['return', 'rest', 'end']).describe('return: back to routing; rest: back to nurture; end: close.'),
    because: z.string().describe('date, score, contacts, cycles, times, observed, or the nurture reason.'),
    until: instant.optional().describe('Set for `rest`: when the next time in nurture ends.'),
  })
  .meta({ id: 'ReturningLead' });

export const listReturning = defineRoute({
  method: 'GET',
  path: '/v1/recycling',
  name: 'listReturning',
  summary: 'Preview what recycling would do with the leads due by a date, and why; changes nothing',
  roles: ['manager', 'admin'],
  query: z.strictObject({
    before: anyInstant.optional().describe('Leads whose time in nurture ends by then; default: now.'),
    ...page,
  }),
  replies: {
    200: z
      .object({
        leads: z.array(ReturningLead).readonly(),
        cursor: z.string().optional().describe('Pass it for the next page; absent on the last.'),
      })
      .meta({ id: 'ReturningPage' }),
  },
  problems: ['conflict'],
});

/** Returns the preview for one lead as the API shows it. */
export function returningView({ lead, stage, cycles, next }: RecyclingOutlook): z.input<typeof ReturningLead> {
  const { track, reason, returnAt, accountable } = stage;
  return {
    lead: lead.id,
    dueAt: returnAt,
    track,
    reason,
    cycles,
    contacts: lead.contacts.length,
    accountable,
    then: next.then,
    because: next.because,
    until: next.then === 'rest' ? next.stage.returnAt : undefined,
  };
}
