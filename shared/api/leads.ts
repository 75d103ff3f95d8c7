import * as z from 'zod';
import { defineRoute } from '../runtime/http/route.ts';
import { DecisionView } from './decision-view.ts';
import { LeadSummary, LeadView, leadState } from './lead-view.ts';
import { anyInstant, externalId, leadId, name, page, reasonCode, text } from './values.ts';

const LARGEST_LEAD = 128 * 1024;
const SMALL = 16 * 1024;

/** A lead as a program of the company's own posts it; forms and CRMs post to their hook instead. */
export const NewLead = z
  .strictObject({
    email: z.email().max(254).optional(),
    phone: text(40).optional(),
    name: text(200).optional(),
    firstName: text(100).optional(),
    lastName: text(100).optional(),
    company: text(200).optional(),
    jobTitle: text(200).optional(),
    website: text(300).optional(),
    country: text(60).optional().describe('Code or name; it is normalised.'),
    touch: reasonCode.optional().describe('Kind of touch, `demo_request`; the source has one for when none is said.'),
    source: name.default('api').describe('Where it came from, as the plan and reports name it.'),
    submissionId: name.optional().describe('Your own id of it: sent twice, it is one lead.'),
    submittedAt: anyInstant.optional().describe('When the person sent it; speed-to-lead counts from here.'),
    externalIds: z
      .array(externalId)
      .max(10)
      .default([])
      .describe('Ids the person has elsewhere; activities may name the lead by them.'),
    test: z.boolean().default(false).describe('Takes no turn and starts no clock.'),
    fields: z
      .record(z.string().min(1).max(200), z.string().max(10_000))
      .refine((fields) => Object.keys(fields).length <= 100, 'at most 100 fields')
      .default({})
      .describe("Everything else, under the plan's names of fields or any other."),
  })
  .refine(
    ({ email, phone, name: named, lastName }) => [email, phone, named, lastName].some((one) => one !== undefined),
    'at least one of email, phone, name, lastName',
  )
  .meta({ id: 'NewLead' });
export type NewLead = z.output<typeof NewLead>;

const Receipt = z
  .object({ id: z.string(), outcome: z.enum(['created', 'merged', 'duplicate']) })
  .meta({ id: 'LeadReceipt' });

const one = z.object({ id: leadId });

export const createLead = defineRoute({
  method: 'POST',
  path: '/v1/leads',
  name: 'createLead',
  summary: 'Post a lead; one that is known already is merged or recognised',
  roles: ['manager', 'admin'],
  body: NewLead,
  maxBodyBytes: LARGEST_LEAD,
  replies: { 201: Receipt, 200: Receipt },
  problems: ['unavailable'],
});

export const getLead = defineRoute({
  method: 'GET',
  path: '/v1/leads/{id}',
  name: 'getLead',
  summary: 'A lead with its person, state, owner and what is due',
  roles: ['rep', 'manager', 'admin'],
  params: one,
  replies: { 200: LeadView },
  problems: ['not-found'],
});

/** Lists are asked for by exactly one of owner, team and state. */
export const LeadQuery = z
  .strictObject({
    owner: name.optional(),
    team: name.optional(),
    state: leadState.optional(),
    ...page,
  })
  .refine(
    ({ owner, team, state }) => [owner, team, state].filter((one) => one !== undefined).length === 1,
    'exactly one of owner, team, state',
  );

export const listLeads = defineRoute({
  method: 'GET',
  path: '/v1/leads',
  name: 'listLeads',
  summary: 'Leads of an owner, a team or a state, page by page; a rep lists only their own',
  roles: ['rep', 'manager', 'admin'],
  query: LeadQuery,
  replies: {
    200: z
      .object({
        leads: z.array(LeadSummary).readonly(),
        cursor: z.string().optional().describe('Pass it for the next page; absent on the last.'),
      })
      .meta({ id: 'LeadPage' }),
  },
});

export const getDecision = defineRoute({
  method: 'GET',
  path: '/v1/leads/{id}/decision',
  name: 'getDecision',
  summary: 'Why a lead went where it went: its score, the rules passed over, each rep with the reason code',
  roles: ['rep', 'manager', 'admin'],
  params: one,
  replies: { 200: DecisionView },
  problems: ['not-found'],
});

/** A person decides who has a lead; from then on robots warn and tell but do not move it. */
export const Assignment = z
  .strictObject({
    rep: name,
    epoch: z.int().min(0).max(1_000_000).describe('The assignment that was seen; 0 when the lead had none.'),
    reason: reasonCode.optional(),
    overCap: z.boolean().default(false).describe("Give it although the rep's cap is reached; needs a reason."),
  })
  .refine(({ overCap, reason }) => !overCap || reason !== undefined, {
    path: ['reason'],
    error: 'a reason, for going over the cap',
  })
  .meta({ id: 'Assignment' });
export type Assignment = z.output<typeof Assignment>;

export const assignLead = defineRoute({
  method: 'PUT',
  path: '/v1/leads/{id}/assignment',
  name: 'assignLead',
  summary: 'Give a lead to a rep by hand',
  roles: ['manager', 'admin'],
  params: one,
  body: Assignment,
  maxBodyBytes: SMALL,
  replies: { 200: LeadSummary },
  problems: ['not-found', 'stale-epoch', 'conflict'],
});
