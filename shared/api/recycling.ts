import * as z from '../domain/lazy-zod.ts';
import { defineRoute } from '../runtime/http/route.ts';
import type { RecyclingPreview } from '../use-cases/nurture/preview-recycling.ts';
import { rolesFor } from './access.ts';
import { anyInstantField, instantField, pageFields } from './values.ts';

const RecyclingPreviewView = z
  .object({
    lead: z.string(),
    dueAt: instantField.describe('When its time in nurture ends.'),
    track: z.string(),
    reason: z.string().optional().describe('Why it is in nurture.'),
    cycles: z.int().describe('How often it has been in nurture.'),
    contacts: z.int().describe('Number of remembered contacts with the person.'),
    accountable: z.string(),
    then: z
      .enum(['return', 'nurture', 'end'])
      .describe('return: back to routing; nurture: back to nurture; end: close.'),
    because: z.string().describe('date, score, contacts, cycles, times, observed, or the nurture reason.'),
    until: instantField.optional().describe('Set for `nurture`: when the next time in nurture ends.'),
  })
  .meta({ id: 'RecyclingPreview' });

/** Routes about recycling. */
export const recyclingRoutes = {
  previewRecycling: defineRoute({
    method: 'GET',
    path: '/v1/recycling',
    summary: 'Preview what recycling would do with the leads due by a date, and why; changes nothing',
    roles: rolesFor('previewRecycling'),
    query: z.strictObject({
      before: anyInstantField.optional().describe('Leads whose time in nurture ends by then; default: now.'),
      ...pageFields,
    }),
    replies: {
      200: z
        .object({
          leads: z.array(RecyclingPreviewView).readonly(),
          cursor: z.string().optional().describe('Pass it for the next page; absent on the last.'),
        })
        .meta({ id: 'RecyclingPreviewPage' }),
    },
    problems: ['conflict'],
  }),
} as const;

/** Returns the preview for one lead as the API shows it. */
export function toRecyclingPreviewView({
  lead,
  stage,
  cycles,
  next,
}: RecyclingPreview): z.input<typeof RecyclingPreviewView> {
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
    until: next.then === 'nurture' ? next.stage.returnAt : undefined,
  };
}
