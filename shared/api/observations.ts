import * as z from 'zod';
import { defineRoute } from '../runtime/http/route.ts';
import { anyInstant, atMostDays, day, inOrder, leadId, name } from './values.ts';

const MOST_AT_ONCE = 100;
const MOST_DAYS = 92;

const mode = z
  .enum(['live', 'observe'])
  .describe('observe: shadow mode. Baton decides and times everything, but notifies nobody and sends nothing.');

const SettingsView = z.object({ mode }).meta({ id: 'Settings' });

/** New settings: the mode of the environment. */
export const NewSettings = z.strictObject({ mode }).meta({ id: 'NewSettings' });

export const getSettings = defineRoute({
  method: 'GET',
  path: '/v1/settings',
  name: 'getSettings',
  summary: 'Get the mode: live or shadow mode',
  roles: ['manager', 'admin'],
  replies: { 200: SettingsView },
});

export const putSettings = defineRoute({
  method: 'PUT',
  path: '/v1/settings',
  name: 'putSettings',
  summary: 'Set the mode: live or shadow mode; leads received in shadow mode never become live',
  roles: ['admin'],
  body: NewSettings,
  replies: { 200: SettingsView },
});

/** The incumbent's owner of a lead. */
const NewObservation = z
  .strictObject({
    lead: leadId.optional(),
    externalId: z
      .string()
      .regex(/^[a-z0-9_-]{1,32}:[^\s@]{1,128}$/, 'system and id of the lead there, such as hubspot:901')
      .optional(),
    owner: name.describe("The incumbent's owner: a rep by the id in Baton, or any other id."),
    at: anyInstant.optional().describe('When they got it; default: now.'),
    firstTouchAt: anyInstant.optional().describe('When they first contacted the person.'),
  })
  .refine(({ lead, externalId }) => (lead === undefined) !== (externalId === undefined), {
    path: ['lead'],
    error: 'either lead or externalId',
  })
  .meta({ id: 'NewObservation' });
export type NewObservation = z.output<typeof NewObservation>;

/** Observations reported by the incumbent system: one or many. */
export const NewObservations = z
  .strictObject({ observations: z.array(NewObservation).min(1).max(MOST_AT_ONCE) })
  .meta({ id: 'NewObservations' });

const RecordedObservation = z.object({
  lead: z.string().optional(),
  outcome: z
    .enum(['recorded', 'repeated', 'no_such_lead', 'not_observed', 'failed'])
    .describe('failed: temporary failure, send it again.'),
});
export type RecordedObservation = z.input<typeof RecordedObservation>;

export const recordObservations = defineRoute({
  method: 'POST',
  path: '/v1/observations',
  name: 'recordObservations',
  summary: "Report the incumbent's owners of leads in shadow mode",
  roles: ['manager', 'admin'],
  body: NewObservations,
  replies: {
    200: z
      .object({
        observations: z
          .array(RecordedObservation)
          .readonly()
          .describe('One result per observation, in the same order.'),
      })
      .meta({ id: 'RecordedObservations' }),
  },
});

const share = z
  .object({
    of: z.int(),
    alike: z.int(),
    share: z.number().optional().describe('alike / of; absent if `of` is 0.'),
    low: z.number().optional().describe('Lower bound of the 95 % Wilson score interval.'),
    high: z.number().optional(),
  })
  .meta({ id: 'AlikeShare' });

const group = z.object({ name: z.string(), sameRep: share, sameTeam: share });

const AgreementView = z
  .object({
    from: day,
    to: day,
    complete: z.boolean().describe('False when there were more leads than one report covers.'),
    leads: z.int(),
    compared: z.int().describe('Leads with both owners known; all figures below are about these.'),
    notYetKnown: z.int().describe("Leads whose incumbent's owner has not been reported."),
    oursGaveNobody: z
      .object({ queue: z.int(), nurture: z.int(), closed: z.int(), undecided: z.int() })
      .describe("Leads with an incumbent's owner that Baton did not assign, by what it did instead."),
    sameRep: share,
    sameTeam: share,
    byRule: z.array(group).readonly(),
    byTeam: z.array(group).readonly(),
    confusions: z
      .array(z.object({ ours: z.string(), theirs: z.string(), leads: z.int() }))
      .readonly()
      .describe("The 20 most frequent pairs of Baton's choice and a different incumbent's owner."),
    medianSecondsToOwner: z.object({ ours: z.number().optional(), theirs: z.number().optional() }),
  })
  .meta({ id: 'Agreement' });
export type AgreementView = z.output<typeof AgreementView>;

export const getAgreement = defineRoute({
  method: 'GET',
  path: '/v1/observations/agreement',
  name: 'getAgreement',
  summary: 'Compare the owners chosen by Baton and by the incumbent system, for leads received in a range of days',
  roles: ['manager', 'admin'],
  query: z
    .strictObject({ from: day, to: day })
    .refine(inOrder, { path: ['to'], error: 'a day not before from' })
    .refine(atMostDays(MOST_DAYS), { path: ['from'], error: `at most ${MOST_DAYS} days` }),
  replies: { 200: AgreementView },
});
