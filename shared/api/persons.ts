import * as z from '../domain/lazy-zod.ts';
import { KEEPABLE } from '../domain/plan/privacy.ts';
import { ERASURE_STEPS, type Erasure } from '../domain/privacy/erasure.ts';
import { defineRoute } from '../runtime/http/route.ts';
import type { ExportedLead } from '../use-cases/privacy/export-person.ts';
import { rolesFor } from './access.ts';
import { DoNotContactView } from './do-not-contact.ts';
import { LeadView, toLeadView } from './lead-view.ts';
import { hasOneIdentifier, identifierFields, ONE_IDENTIFIER, ticketField } from './person-identifiers.ts';
import { TimelineView, toTimelineView } from './timeline-view.ts';
import { instantField, pageFields, reasonCodeField } from './values.ts';

const ErasureView = z
  .object({
    id: z.string(),
    at: instantField,
    by: z.string().describe('Who asked: id of a rep or of an API key.'),
    because: z.string(),
    ticket: z.string().optional(),
    scope: z
      .literal('leads')
      .optional()
      .describe('leads: these leads alone, by age. Absent: one person, with everything that belongs to them.'),
    keeps: z.array(z.enum(KEEPABLE)).readonly().optional().describe('What it leaves of each lead.'),
    keys: z.array(z.string()).readonly().describe("Keyed hashes of the person's identifiers."),
    leads: z.array(z.string()).readonly(),
    remaining: z.array(z.enum(ERASURE_STEPS)).readonly().describe('Empty: nothing is left.'),
    waiting: z.int().optional().describe('Bodies in which other people still wait for their leads.'),
    doneAt: instantField.optional(),
    counts: z.object({ leads: z.int(), rows: z.int(), deliveries: z.int(), findings: z.int() }),
  })
  .meta({ id: 'Erasure' });

const PreviewView = z
  .object({
    outcome: z.literal('preview'),
    leads: z.array(z.string()).readonly(),
    deliveries: z.int().describe('Stored bodies that would be erased.'),
    waiting: z.int(),
    isPartial: z.boolean().describe('There are more stored bodies than were looked through.'),
  })
  .meta({ id: 'ErasurePreview' });

const ForgottenView = z
  .object({
    outcome: z
      .enum(['forgotten', 'continues', 'nothing_left'])
      .describe('continues: the record says what remains. nothing_left: nothing is stored about this person.'),
    erasure: ErasureView.optional(),
    doNotContact: z
      .array(DoNotContactView)
      .readonly()
      .optional()
      .describe(
        'With `suppress`: their entries in the list. Absent: no address, and no number with a name, stands for them.',
      ),
  })
  .meta({ id: 'Forgotten' });

const RetentionView = z
  .object({
    bodiesBy: instantField.describe('Raw bodies received at this moment or earlier go.'),
    leadsBy: instantField
      .optional()
      .describe('Closed leads last heard of at this moment or earlier go. Absent: the plan keeps them.'),
    keeps: z.array(z.enum(KEEPABLE)).readonly().describe('What an erasure leaves of each lead.'),
    leads: z.array(z.string()).readonly().describe('Closed leads whose person would be erased, oldest first.'),
    isPartial: z.boolean().describe('There may be more leads.'),
  })
  .meta({ id: 'RetentionPreview' });

/** Routes about people: erasure, retention and export. */
export const personRoutes = {
  forgetPerson: defineRoute({
    method: 'POST',
    path: '/v1/persons/forget',
    summary: 'Erase a person everywhere, or preview it; idempotent',
    roles: rolesFor('forgetPerson'),
    body: z
      .strictObject({
        ...identifierFields,
        dryRun: z.boolean().default(false).describe('Only say what would be erased.'),
        reason: reasonCodeField.default('request'),
        ticket: ticketField,
        suppress: z.boolean().default(false).describe('Also enter them in the do-not-contact list.'),
      })
      .refine(hasOneIdentifier, ONE_IDENTIFIER)
      .meta({ id: 'ForgetPerson' }),
    replies: { 200: z.union([PreviewView, ForgottenView]) },
    problems: ['not-found'],
  }),

  exportPerson: defineRoute({
    method: 'POST',
    path: '/v1/persons/export',
    summary: 'Export everything that is stored about a person',
    roles: rolesFor('exportPerson'),
    body: z.strictObject(identifierFields).refine(hasOneIdentifier, ONE_IDENTIFIER).meta({ id: 'ExportPerson' }),
    replies: {
      200: z
        .object({
          leads: z
            .array(
              z.object({
                lead: LeadView,
                submittedFacts: z.record(z.string(), z.string()),
                externalIds: z.array(z.string()).readonly(),
                routedFeatures: LeadView.shape.features
                  .optional()
                  .describe('The features it was routed by, if its own have changed since.'),
                timeline: TimelineView,
              }),
            )
            .readonly(),
          doNotContact: z
            .array(DoNotContactView)
            .readonly()
            .describe('Entries of the do-not-contact list about them, those of their number or domain included.'),
        })
        .meta({ id: 'PersonExport' }),
    },
    problems: ['not-found'],
  }),

  listErasures: defineRoute({
    method: 'GET',
    path: '/v1/erasures',
    summary: 'List the records of erasures, newest first',
    roles: rolesFor('listErasures'),
    query: z.strictObject(pageFields),
    replies: {
      200: z
        .object({
          erasures: z.array(ErasureView).readonly(),
          cursor: z.string().optional().describe('Pass it for the next page; absent on the last.'),
        })
        .meta({ id: 'ErasurePage' }),
    },
  }),

  previewRetention: defineRoute({
    method: 'GET',
    path: '/v1/retention',
    summary: 'What the plan in force has erased by age, and what the next daily run would erase',
    roles: rolesFor('previewRetention'),
    replies: { 200: RetentionView },
  }),

  replayErasures: defineRoute({
    method: 'POST',
    path: '/v1/erasures/replay',
    summary: 'Apply recorded erasures again, as after a restore, or continue the unfinished ones; page by page',
    roles: rolesFor('replayErasures'),
    body: z
      .strictObject({ only: z.enum(['all', 'unfinished']), cursor: pageFields.cursor })
      .meta({ id: 'ReplayErasures' }),
    replies: {
      200: z
        .object({
          applied: z.int(),
          failed: z.int().describe('They are unfinished; call again.'),
          inSearch: z
            .int()
            .optional()
            .describe('Of the applied ones, those with more stored bodies to search; call with `unfinished`.'),
          cursor: z.string().optional().describe('Pass it to go on; absent at the end.'),
        })
        .meta({ id: 'ErasuresReplayed' }),
    },
  }),
} as const;

/** Returns a record as the API shows it. */
export function toErasureView({ cursor: _, ...erasure }: Erasure): z.input<typeof ErasureView> {
  return erasure;
}

/** Returns an exported lead as the API shows it. */
export function toExportView({ lead, person, routedFeatures, timeline }: ExportedLead) {
  return {
    lead: toLeadView(lead, person),
    submittedFacts: person?.submittedFacts ?? {},
    externalIds: lead.externalIds,
    routedFeatures: routedFeatures?.features,
    timeline: toTimelineView(lead.id, timeline),
  };
}
