import * as z from '../domain/lazy-zod.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { rolesFor } from './access.ts';
import { DecisionQuery, DecisionView } from './decision-view.ts';
import { LeadSummary, LeadView, ListedLead, leadStateField } from './lead-view.ts';
import { TimelineView } from './timeline-view.ts';
import {
  anyInstantField,
  externalIdField,
  leadIdField,
  nameField,
  pageFields,
  reasonCodeField,
  textField,
} from './values.ts';

const MAX_LEAD_BYTES = 128 * 1024;
const MAX_ASSIGNMENT_BYTES = 16 * 1024;

/** A lead as the company's own programs post it. Forms and CRMs post to their hooks instead. */
export const LeadBody = z
  .strictObject({
    email: z.email().max(254).optional(),
    phone: textField(40).optional(),
    name: textField(200).optional(),
    firstName: textField(100).optional(),
    lastName: textField(100).optional(),
    company: textField(200).optional(),
    jobTitle: textField(200).optional(),
    website: textField(300).optional(),
    country: textField(60).optional().describe('Code or name; normalised by Baton.'),
    touch: reasonCodeField.optional().describe('Kind of touchpoint, `demo_request`; default: that of the source.'),
    source: nameField.default('api').describe('Source of the lead, by its name in the plan and in reports.'),
    submissionId: nameField.optional().describe('Your own id of the submission; sent twice, it makes one lead.'),
    submittedAt: anyInstantField
      .optional()
      .describe('When the person submitted it; speed-to-lead is measured from here.'),
    externalIds: z
      .array(externalIdField)
      .max(10)
      .default([])
      .describe('Ids of the person in other systems; activities may use them to name the lead.'),
    test: z.boolean().default(false).describe('A test lead takes no turn and starts no SLA clock.'),
    fields: z
      .record(z.string().min(1).max(200), z.string().max(10_000))
      .refine((fields) => Object.keys(fields).length <= 100, 'at most 100 fields')
      .default({})
      .describe("All other fields, by the plan's field names or any others."),
  })
  .refine(
    ({ email, phone, website, externalIds }) =>
      [email, phone, website, externalIds[0]].some((one) => one !== undefined),
    'at least one of email, phone, website, externalIds: a lead that nobody can reach is none',
  )
  .meta({ id: 'NewLead' });
export type LeadBody = z.output<typeof LeadBody>;

const Receipt = z
  .object({ id: z.string(), outcome: z.enum(['created', 'merged', 'duplicate']) })
  .meta({ id: 'LeadReceipt' });

const LeadParams = z.object({ id: leadIdField });

/** Query of lead lists: exactly one of owner, team and state. */
export const LeadListQuery = z
  .strictObject({
    owner: nameField.optional(),
    team: nameField.optional(),
    state: leadStateField.optional(),
    receivedFrom: anyInstantField.optional().describe('Only leads received at this moment or later.'),
    with: z
      .literal('features')
      .optional()
      .describe('Also lists what rules see of each lead, without its person: features and touchpoints.'),
    ...pageFields,
  })
  .refine(
    ({ owner, team, state }) => [owner, team, state].filter((one) => one !== undefined).length === 1,
    'exactly one of owner, team, state',
  );

/** A manual assignment. From then on the system warns and notifies but does not move the lead. */
export const AssignmentBody = z
  .strictObject({
    rep: nameField,
    epoch: z.int().min(0).max(1_000_000).describe('The assignment you saw; 0 when the lead had none.'),
    reason: reasonCodeField.optional(),
    overCap: z.boolean().default(false).describe("Assign even if the rep's cap is reached; needs a reason."),
  })
  .refine(({ overCap, reason }) => !overCap || reason !== undefined, {
    path: ['reason'],
    error: 'a reason for going over the cap',
  })
  .meta({ id: 'Assignment' });
export type AssignmentBody = z.output<typeof AssignmentBody>;

/** Routes about leads. */
export const leadRoutes = {
  createLead: defineRoute({
    method: 'POST',
    path: '/v1/leads',
    summary: 'Create a lead; merged into a known lead, or recognised as a duplicate',
    roles: rolesFor('createLead'),
    body: LeadBody,
    maxBodyBytes: MAX_LEAD_BYTES,
    replies: { 201: Receipt, 200: Receipt },
    problems: ['unavailable'],
  }),

  listLeads: defineRoute({
    method: 'GET',
    path: '/v1/leads',
    summary: 'List the leads of an owner, a team or a state, in pages; reps list only their own',
    roles: rolesFor('listLeads'),
    query: LeadListQuery,
    replies: {
      200: z
        .object({
          leads: z.array(ListedLead).readonly(),
          cursor: z.string().optional().describe('Pass it for the next page; absent on the last.'),
        })
        .meta({ id: 'LeadPage' }),
    },
  }),

  getLead: defineRoute({
    method: 'GET',
    path: '/v1/leads/{id}',
    summary: 'Get a lead with its person, state, owner and deadline',
    roles: rolesFor('getLead'),
    params: LeadParams,
    replies: { 200: LeadView },
    problems: ['not-found'],
  }),

  getTimeline: defineRoute({
    method: 'GET',
    path: '/v1/leads/{id}/timeline',
    summary: "Get a lead's timeline, oldest first",
    roles: rolesFor('getTimeline'),
    params: LeadParams,
    replies: { 200: TimelineView },
    problems: ['not-found'],
  }),

  getDecision: defineRoute({
    method: 'GET',
    path: '/v1/leads/{id}/decision',
    summary: 'Explain a routing decision: score, rules passed over, each rep with a reason code',
    roles: rolesFor('getDecision'),
    params: LeadParams,
    query: DecisionQuery,
    replies: { 200: DecisionView },
    problems: ['not-found'],
  }),

  assignManually: defineRoute({
    method: 'PUT',
    path: '/v1/leads/{id}/assignment',
    summary: 'Assign a lead to a rep manually',
    roles: rolesFor('assignManually'),
    params: LeadParams,
    body: AssignmentBody,
    maxBodyBytes: MAX_ASSIGNMENT_BYTES,
    replies: { 200: LeadSummary },
    problems: ['not-found', 'stale-epoch', 'conflict'],
  }),
} as const;
