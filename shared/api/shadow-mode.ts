import * as z from '../domain/lazy-zod.ts';
import { MODES } from '../domain/settings/settings.ts';
import { defineRoute } from '../runtime/http/route.ts';
import { rolesFor } from './access.ts';
import { anyInstantField, dayField, hasAtMostDays, isInOrder, leadIdField, nameField } from './values.ts';

const MAX_OBSERVATIONS = 100;
const MAX_DAYS = 92;

const mode = z
  .enum(MODES)
  .describe('shadow: Baton decides and times everything, but notifies nobody and sends nothing.');

const SettingsView = z.object({ mode }).meta({ id: 'Settings' });

/** New settings: the mode of the environment. */
export const SettingsBody = z.strictObject({ mode }).meta({ id: 'NewSettings' });

/** The incumbent's owner of a lead. */
const IncumbentOwnerBody = z
  .strictObject({
    lead: leadIdField.optional(),
    externalId: z
      .string()
      .regex(/^[a-z0-9_-]{1,32}:[^\s@]{1,128}$/, 'system and id of the lead there, such as hubspot:901')
      .optional(),
    owner: nameField.describe("The incumbent's owner: a rep by the id in Baton, or any other id."),
    at: anyInstantField.optional().describe('When they got it; default: now.'),
    firstResponseAt: anyInstantField.optional().describe('When they first contacted the person.'),
  })
  .refine(({ lead, externalId }) => (lead === undefined) !== (externalId === undefined), {
    path: ['lead'],
    error: 'either lead or externalId',
  })
  .meta({ id: 'IncumbentOwner' });
export type IncumbentOwnerBody = z.output<typeof IncumbentOwnerBody>;

/** Observations reported by the incumbent system: one or many. */
export const IncumbentOwnersBody = z
  .strictObject({ owners: z.array(IncumbentOwnerBody).min(1).max(MAX_OBSERVATIONS) })
  .meta({ id: 'IncumbentOwners' });

const IncumbentOwnerResult = z.object({
  lead: z.string().optional(),
  outcome: z
    .enum(['recorded', 'repeated', 'no_such_lead', 'not_in_shadow_mode', 'failed'])
    .describe('failed: temporary failure, send it again.'),
});
export type IncumbentOwnerResult = z.input<typeof IncumbentOwnerResult>;

const agreementShare = z
  .object({
    of: z.int(),
    agreeing: z.int(),
    share: z.number().optional().describe('agreeing / of; absent if `of` is 0.'),
    low: z.number().optional().describe('Lower bound of the 95 % Wilson score interval.'),
    high: z.number().optional(),
  })
  .meta({ id: 'AgreementShare' });

const comparisonGroup = z.object({ name: z.string(), sameRep: agreementShare, sameTeam: agreementShare });

const ComparisonView = z
  .object({
    from: dayField,
    to: dayField,
    complete: z.boolean().describe('False when there were more leads than one report covers.'),
    leads: z.int(),
    compared: z.int().describe('Leads with both owners known; all figures below are about these.'),
    notYetKnown: z.int().describe("Leads whose incumbent's owner has not been reported."),
    batonGaveNobody: z
      .object({ queue: z.int(), nurture: z.int(), closed: z.int(), undecided: z.int() })
      .describe("Leads with an incumbent's owner that Baton did not assign, by what it did instead."),
    sameRep: agreementShare,
    sameTeam: agreementShare,
    byRule: z.array(comparisonGroup).readonly(),
    byTeam: z.array(comparisonGroup).readonly(),
    confusions: z
      .array(z.object({ baton: z.string(), incumbent: z.string(), leads: z.int() }))
      .readonly()
      .describe("The 20 most frequent pairs of Baton's choice and a different incumbent's owner."),
    medianSecondsToOwner: z.object({ baton: z.number().optional(), incumbent: z.number().optional() }),
  })
  .meta({ id: 'ShadowComparison' });
export type ComparisonView = z.output<typeof ComparisonView>;

/** Routes about shadow mode. */
export const shadowModeRoutes = {
  getSettings: defineRoute({
    method: 'GET',
    path: '/v1/settings',
    summary: 'Get the mode: live or shadow mode',
    roles: rolesFor('getSettings'),
    replies: { 200: SettingsView },
  }),

  putSettings: defineRoute({
    method: 'PUT',
    path: '/v1/settings',
    summary: 'Set the mode: live or shadow mode; leads received in shadow mode never become live',
    roles: rolesFor('putSettings'),
    body: SettingsBody,
    replies: { 200: SettingsView },
  }),

  recordIncumbentOwners: defineRoute({
    method: 'POST',
    path: '/v1/shadow/owners',
    summary: "Report the incumbent's owners of leads in shadow mode",
    roles: rolesFor('recordIncumbentOwners'),
    body: IncumbentOwnersBody,
    replies: {
      200: z
        .object({
          owners: z.array(IncumbentOwnerResult).readonly().describe('One result per observation, in the same order.'),
        })
        .meta({ id: 'RecordedObservations' }),
    },
  }),

  getShadowComparison: defineRoute({
    method: 'GET',
    path: '/v1/shadow/comparison',
    summary: 'Compare the owners chosen by Baton and by the incumbent system, for leads received in a range of days',
    roles: rolesFor('getShadowComparison'),
    query: z
      .strictObject({ from: dayField, to: dayField })
      .refine(isInOrder, { path: ['to'], error: 'a day not before from' })
      .refine(hasAtMostDays(MAX_DAYS), { path: ['from'], error: `at most ${MAX_DAYS} days` }),
    replies: { 200: ComparisonView },
  }),
} as const;
