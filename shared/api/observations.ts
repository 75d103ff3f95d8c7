import * as z from 'zod';
import { defineRoute } from '../runtime/http/route.ts';
import { anyInstant, atMostDays, day, inOrder, leadId, name } from './values.ts';

const MOST_AT_ONCE = 100;
const MOST_DAYS = 92;

const mode = z
  .enum(['live', 'observe'])
  .describe('observe: everything is decided and timed, nobody is told, nothing leaves Baton.');

const SettingsView = z.object({ mode }).meta({ id: 'Settings' });

/** Whether this environment is to be live. */
export const NewSettings = z.strictObject({ mode }).meta({ id: 'NewSettings' });

export const getSettings = defineRoute({
  method: 'GET',
  path: '/v1/settings',
  name: 'getSettings',
  summary: 'Whether Baton is live or only observes',
  roles: ['manager', 'admin'],
  replies: { 200: SettingsView },
});

export const putSettings = defineRoute({
  method: 'PUT',
  path: '/v1/settings',
  name: 'putSettings',
  summary: 'Go live, or only observe; leads that were only observed never come alive',
  roles: ['admin'],
  body: NewSettings,
  replies: { 200: SettingsView },
});

/** Who really has a lead. */
const NewObservation = z
  .strictObject({
    lead: leadId.optional(),
    externalId: z
      .string()
      .regex(/^[a-z0-9_-]{1,32}:[^\s@]{1,128}$/, 'id of the lead elsewhere, with its system: hubspot:901')
      .optional(),
    owner: name.describe('Who really has it: a rep by the id that Baton knows, or else by any.'),
    at: anyInstant.optional().describe('When they got it; now unless said.'),
    firstTouchAt: anyInstant.optional().describe('When they first contacted the person.'),
  })
  .refine(({ lead, externalId }) => (lead === undefined) !== (externalId === undefined), {
    path: ['lead'],
    error: 'either lead or externalId',
  })
  .meta({ id: 'NewObservation' });
export type NewObservation = z.output<typeof NewObservation>;

/** What the system that decides tells: one or many. */
export const NewObservations = z
  .strictObject({ observations: z.array(NewObservation).min(1).max(MOST_AT_ONCE) })
  .meta({ id: 'NewObservations' });

const RecordedObservation = z.object({
  lead: z.string().optional(),
  outcome: z
    .enum(['recorded', 'repeated', 'no_such_lead', 'not_observed', 'failed'])
    .describe('failed: not just now, tell it again.'),
});
export type RecordedObservation = z.input<typeof RecordedObservation>;

export const recordObservations = defineRoute({
  method: 'POST',
  path: '/v1/observations',
  name: 'recordObservations',
  summary: 'Tell who really has leads that Baton only observes',
  roles: ['manager', 'admin'],
  body: NewObservations,
  replies: {
    200: z
      .object({
        observations: z.array(RecordedObservation).readonly().describe('One for each that was told, in their order.'),
      })
      .meta({ id: 'RecordedObservations' }),
  },
});

const share = z
  .object({
    of: z.int(),
    alike: z.int(),
    share: z.number().optional().describe('alike / of; absent of nothing.'),
    low: z.number().optional().describe("Wilson's interval for 95 %."),
    high: z.number().optional(),
  })
  .meta({ id: 'AlikeShare' });

const group = z.object({ name: z.string(), sameRep: share, sameTeam: share });

const AgreementView = z
  .object({
    from: day,
    to: day,
    complete: z.boolean().describe('False when there were more leads than one report looks at.'),
    leads: z.int(),
    compared: z.int().describe('Leads of which both owners are known; all below is about these.'),
    notYetKnown: z.int().describe('Leads of which nobody has told the real owner.'),
    oursGaveNobody: z
      .object({ queue: z.int(), nurture: z.int(), closed: z.int(), undecided: z.int() })
      .describe('Leads that have a real owner and that Baton gave to nobody, by what it did instead.'),
    sameRep: share,
    sameTeam: share,
    byRule: z.array(group).readonly(),
    byTeam: z.array(group).readonly(),
    confusions: z
      .array(z.object({ ours: z.string(), theirs: z.string(), leads: z.int() }))
      .readonly()
      .describe('Whom Baton chose where somebody else got it, the twenty most frequent.'),
    medianSecondsToOwner: z.object({ ours: z.number().optional(), theirs: z.number().optional() }),
  })
  .meta({ id: 'Agreement' });
export type AgreementView = z.output<typeof AgreementView>;

export const getAgreement = defineRoute({
  method: 'GET',
  path: '/v1/observations/agreement',
  name: 'getAgreement',
  summary: 'How often Baton and the system that decides agree, on leads received on some days',
  roles: ['manager', 'admin'],
  query: z
    .strictObject({ from: day, to: day })
    .refine(inOrder, { path: ['to'], error: 'a day that is not before from' })
    .refine(atMostDays(MOST_DAYS), { path: ['from'], error: `at most ${MOST_DAYS} days` }),
  replies: { 200: AgreementView },
});
