import { ACCOUNT_MATCH_KINDS, COMPANY_LOOK_UP_OUTCOMES } from '../domain/enrichment/enrichment-result.ts';
import type { Person } from '../domain/intake/submission.ts';
import * as z from '../domain/lazy-zod.ts';
import { cycleCountOf, holdOf, type Lead, workItemOf } from '../domain/lead/lead.ts';
import { SCORE_PARTS } from '../domain/lead/routing-decision.ts';
import { LEAD_STATES, OUTCOMES } from '../domain/lead/stage.ts';
import { instantField } from './values.ts';

/** State of a lead, as a filter of lists. */
export const leadStateField = z.enum(LEAD_STATES);

const summaryFields = {
  id: z.string(),
  state: leadStateField,
  epoch: z.int().describe('Number of the current assignment; answers must name it.'),
  version: z.int(),
  source: z.string(),
  test: z.boolean(),
  shadow: z.boolean().optional().describe('Received in shadow mode: compared, never notified.'),
  receivedAt: instantField,
  submittedAt: instantField.optional(),
  owner: z.string().optional(),
  team: z.string().optional().describe('The team that has it or whose queue it is in.'),
  queue: z.string().optional(),
  accountable: z.string().optional().describe('Who is accountable right now; absent when closed.'),
  dueAt: instantField.optional().describe('Deadline of the next action; absent when closed.'),
  because: z.string().optional().describe('Why it is waiting.'),
  assignedAt: instantField.optional(),
  warnedAt: instantField.optional(),
  breachedAt: instantField.optional(),
  firstResponseAt: instantField.optional(),
  cadence: z.string().optional().describe('The cadence of the plan that the lead is in.'),
  attempts: z
    .int()
    .optional()
    .describe(
      'Days on which the owner tried to reach the person in this cadence, that of the first response included.',
    ),
  priority: z.string().optional(),
  score: z.number().optional(),
  band: z.string().optional(),
  rule: z.string().optional(),
  previousHolders: z.array(z.string()).readonly().describe('Former owners, oldest first.'),
  reassignments: z.int().describe('Number in the current cycle.'),
  cycle: z.int().describe('How often it has been in nurture; 0 in its first cycle.'),
  track: z.string().optional().describe('Its nurture track.'),
  credited: z
    .array(z.object({ rep: z.string(), team: z.string(), at: instantField }))
    .readonly()
    .describe('Owners who qualified it and handed it off; they keep their credit whoever closes it.'),
  outcome: z.enum(OUTCOMES).optional(),
  reason: z.string().optional(),
  amount: z.number().optional().describe("Value of the conversion, in the company's own currency by default."),
  currency: z.string().optional().describe("Currency of the amount, if it is not the company's own: `USD`."),
  opportunity: z.string().optional(),
  possibleDuplicateOf: z
    .string()
    .optional()
    .describe(
      'A lead with the same phone number and name but another e-mail address; a person decides whether it is the same person.',
    ),
};

/** State and owner of a lead, without the person. */
export const LeadSummary = z.object(summaryFields).meta({ id: 'LeadSummary' });
export type LeadSummary = z.input<typeof LeadSummary>;

const PersonView = z.object({
  email: z.string().optional(),
  phone: z.string().optional(),
  name: z.string().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  company: z.string().optional(),
  jobTitle: z.string().optional(),
  website: z.string().optional(),
  city: z.string().optional(),
  postalCode: z.string().optional(),
  answers: z.record(z.string(), z.string()),
  otherValues: z
    .record(z.string(), z.array(z.string()).readonly())
    .optional()
    .describe('What else was said for a field: earlier values, oldest first, and further addresses or numbers.'),
  otherPeople: z
    .array(
      z.object({
        name: z.string().optional(),
        firstName: z.string().optional(),
        lastName: z.string().optional(),
        phone: z.string().optional(),
        jobTitle: z.string().optional(),
      }),
    )
    .readonly()
    .optional()
    .describe('Earlier people who wrote from the same shared mailbox, such as info@.'),
  submittedFacts: z
    .record(z.string(), z.string())
    .optional()
    .describe('Values of routing fields as submitted, before they were read.'),
});

const featureValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]);

const touchpointViews = z.array(z.object({ touch: z.string(), source: z.string(), at: instantField })).readonly();

/** A lead as lists show it: with what rules see of it, if asked for. */
export const ListedLead = z
  .object({
    ...summaryFields,
    features: z.record(z.string(), featureValue).optional(),
    touchpoints: touchpointViews.optional(),
  })
  .meta({ id: 'ListedLead' });
export type ListedLead = z.input<typeof ListedLead>;

/** A lead with its person, for callers who may see it. */
export const LeadView = z
  .object({
    ...summaryFields,
    person: PersonView.optional().describe('Absent after erasure.'),
    features: z.record(z.string(), featureValue),
    guessedFields: z
      .array(z.string())
      .readonly()
      .describe('Features that are guesses, such as a country read from a phone number.'),
    account: z
      .object({
        account: z.string().optional(),
        matchedBy: z.enum(ACCOUNT_MATCH_KINDS),
        isCertain: z.boolean(),
      })
      .optional()
      .describe('Its account. An uncertain match waits for a person to confirm it.'),
    enrichment: z
      .object({
        outcome: z.enum(COMPANY_LOOK_UP_OUTCOMES),
        wantedCount: z.int(),
        knownCount: z.int(),
        missing: z.array(z.string()).readonly(),
      })
      .optional()
      .describe(
        'Enrichment coverage: how many routing fields of the plan were known at routing, and how the company was looked up.',
      ),
    importList: z
      .string()
      .optional()
      .describe('The import list it came from, until the person shows interest in another way.'),
    touchpoints: touchpointViews,
    externalIds: z.array(z.string()).readonly().describe('Ids of the person and of their deals in other systems.'),
    nurtureCounts: z.record(z.string(), z.int()).describe('How often it has been in nurture, by reason.'),
    contacts: z
      .int()
      .describe('How often the person has been contacted, over all cycles; the newest 100 contacts are kept.'),
    scored: z
      .object({
        fit: z.number(),
        behaviour: z.number(),
        reasons: z
          .array(
            z.object({
              part: z.enum(SCORE_PARTS),
              fields: z.array(z.string()).readonly(),
              points: z.number(),
            }),
          )
          .readonly(),
      })
      .optional(),
  })
  .meta({ id: 'Lead' });
export type LeadView = z.input<typeof LeadView>;

/** Returns a lead as lists and answers to changes show it. */
export function toLeadSummary(lead: Lead): LeadSummary {
  const { stage, score } = lead;
  const work = workItemOf(lead);
  const hold = holdOf(lead);
  return {
    id: lead.id,
    state: stage.state,
    epoch: lead.epoch,
    version: lead.version,
    source: lead.source,
    test: lead.test,
    shadow: lead.shadow,
    receivedAt: lead.receivedAt,
    submittedAt: lead.submittedAt,
    owner: hold?.rep ?? (stage.state === 'closed' ? stage.owner : undefined),
    team: hold?.team ?? work?.team,
    queue: stage.state === 'waiting' && stage.place === 'queue' ? stage.queue : undefined,
    accountable: lead.accountable,
    dueAt: lead.dueAt,
    because: stage.state === 'waiting' ? stage.because : undefined,
    priority: work?.priority,
    score: score?.total,
    band: score?.band,
    rule: lead.routing?.route.rule,
    previousHolders: lead.previousHolders,
    reassignments: lead.reassignments,
    cycle: cycleCountOf(lead),
    track: stage.state === 'nurturing' ? stage.track : undefined,
    credited: lead.credited,
    possibleDuplicateOf: lead.possibleDuplicateOf,
    ...assignmentFieldsOf(lead),
    ...outcomeFieldsOf(lead),
  };
}

/** Returns a lead as lists show it with what rules see of it. */
export function toListedLead(lead: Lead): ListedLead {
  const touchpoints = lead.touchpoints.map(({ touch, source, at }) => ({ touch, source, at }));
  return { ...toLeadSummary(lead), features: lead.features, touchpoints };
}

/** Returns a lead with its person, for callers who may see it. */
export function toLeadView(lead: Lead, person: Person | undefined): LeadView {
  const { features, guessedFields, account, enrichment, score, touchpoints, externalIds, nurtureCounts } = lead;
  const scored = score && { fit: score.fit, behaviour: score.behaviour, reasons: score.reasons };
  return {
    ...toLeadSummary(lead),
    person,
    features,
    guessedFields,
    account,
    enrichment,
    importList: lead.importList?.source,
    touchpoints,
    externalIds,
    nurtureCounts,
    contacts: lead.contacts.length,
    scored,
  };
}

function assignmentFieldsOf({ stage }: Lead): Partial<LeadSummary> {
  if (stage.state === 'working') {
    const { assignedAt, firstResponseAt, cadence } = stage;
    return { assignedAt, firstResponseAt, attempts: cadence?.attempts, cadence: cadence?.name };
  }
  if (stage.state !== 'assigned') return {};
  return { assignedAt: stage.assignedAt, warnedAt: stage.warnedAt, breachedAt: stage.breachedAt };
}

function outcomeFieldsOf({ stage }: Lead): Partial<LeadSummary> {
  if (stage.state !== 'closed') return {};
  const { outcome, reason, amount, currency, opportunity } = stage;
  return { outcome, reason, amount, currency, opportunity };
}
