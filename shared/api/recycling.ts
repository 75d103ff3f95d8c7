import * as z from 'zod';
import { defineRoute } from '../runtime/http/route.ts';
import type { RecyclingOutlook } from '../use-cases/nurture/preview-recycling.ts';
import { anyInstant, instant, page } from './values.ts';

const ReturningLead = z
  .object({
    lead: z.string(),
    dueAt: instant.describe('When its rest is over.'),
    track: z.string(),
    reason: z.string().optional().describe('Why it rests.'),
    cycles: z.int().describe('How often it has rested.'),
    contacts: z.int().describe('How often we contacted the person, as far as it is remembered.'),
    accountable: z.string(),
    then: z.enum(['return', 'rest', 'end']).describe('Back to routing, at rest once more, or no more.'),
    because: z.string().describe('date, score, contacts, cycles, times, observed, or the reason of the rest.'),
    until: instant.optional().describe('When it rests once more, until then.'),
  })
  .meta({ id: 'ReturningLead' });

export const listReturning = defineRoute({
  method: 'GET',
  path: '/v1/recycling',
  name: 'listReturning',
  summary: 'What recycling would do with the leads whose rest is over by a date, and why; does nothing',
  roles: ['manager', 'admin'],
  query: z.strictObject({
    before: anyInstant.optional().describe('By when their rest is over; now unless said.'),
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

/** What would become of one lead, as the API shows it. */
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
