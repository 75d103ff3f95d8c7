import type { BatchDecision } from '../../domain/assignment/batch-decision.ts';
import type { Ledger, LedgerEntry } from '../../domain/assignment/fairness/ledger.ts';
import type { EnrichmentResult } from '../../domain/enrichment/enrichment-result.ts';
import type { Person } from '../../domain/intake/submission.ts';
import * as z from '../../domain/lazy-zod.ts';
import { type LeadEvent, LeadEventSchema } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { RoutedFeatures } from '../../domain/lead/routing-decision.ts';
import {
  ACTOR_KINDS,
  type Assigned,
  type Closed,
  type Nurturing,
  OUTCOMES,
  type Received,
  type Stage,
  type WaitingInReviewQueue,
  type WaitingInTeamQueue,
  type WorkItem,
  type Working,
} from '../../domain/lead/stage.ts';
import { PRIORITIES } from '../../domain/plan/rule.ts';
import type { LedgerAdjustment, QueuedLead } from '../../ports/lead-store.ts';
import { createPackedSchema } from './packed.ts';
import { createEnvelopeSchema, createRowSchema } from './row-schema.ts';

const text = z.string().min(1);
const count = z.int().nonnegative();
const record = z.record(z.string(), z.unknown());

const workItem = createRowSchema<WorkItem>({
  team: text,
  priority: z.enum(PRIORITIES),
  since: text,
  importList: text.optional(),
});

/** What is the same for every held lead. */
const held = {
  owner: text,
  team: text,
  placedBy: z.enum(ACTOR_KINDS),
  assignedAt: text,
  weight: z.number(),
  revision: count,
};
const waiting = { state: z.literal('waiting'), because: text, lookAgainAt: text, accountable: text } as const;

const stage: z.ZodType<Stage> = z.union([
  createEnvelopeSchema<Received>({ state: z.literal('received'), routeBy: text, attempts: count, accountable: text }),
  createEnvelopeSchema<WaitingInTeamQueue>({ ...waiting, place: z.literal('team'), workItem, fallBackAt: text }),
  createEnvelopeSchema<WaitingInReviewQueue>({ ...waiting, place: z.literal('queue'), queue: text }),
  createEnvelopeSchema<Assigned>({
    ...held,
    state: z.literal('assigned'),
    sla: text,
    deadlines: z.array(record),
    nextDeadline: count,
  }),
  createEnvelopeSchema<Working>({
    ...held,
    state: z.literal('working'),
    firstResponseAt: text,
    wasBreached: z.boolean(),
    isQualified: z.boolean(),
    quietAt: text,
    quietStep: count,
  }),
  createEnvelopeSchema<Nurturing>({ state: z.literal('nurturing'), track: text, returnAt: text, accountable: text }),
  createEnvelopeSchema<Closed>({ state: z.literal('closed'), outcome: z.enum(OUTCOMES), closedAt: text }),
]);

/**
 * The row of where a lead stands: with the digest of its details, or, while it is new, with the details themselves. Its
 * event is read by itself.
 */
export const StateRow = z.looseObject({
  stage: z.looseObject({ deadlines: createPackedSchema(z.array(record)).optional() }),
  details: text.optional(),
  packed: createPackedSchema(record).optional(),
  event: record.optional(),
});
/** The event of the transition that made a state, out of the state's row. */
export const StateEventRow: z.ZodType<LeadEvent> = z
  .object({ pk: z.string().startsWith('LEAD#'), version: count, lastEvent: text, event: record })
  .transform(({ pk, version: seq, lastEvent: id, event }): unknown => ({
    ...event,
    id,
    lead: pk.slice('LEAD#'.length),
    seq,
  }))
  .pipe(LeadEventSchema as z.ZodType<LeadEvent, unknown>);
/** The row of what is known of a lead. */
export const LeadDetailsRow = z.object({ packed: createPackedSchema(record) });

/** A lead, joined from its rows. Parts that only the domain reads were written from its own types and are trusted. */
export const LeadRow = createEnvelopeSchema<Lead>({
  id: text,
  version: z.int().positive(),
  lastEvent: text,
  epoch: count,
  source: text,
  receivedAt: text,
  test: z.boolean(),
  features: record,
  touchpoints: z.array(record),
  previousHolders: z.array(text),
  reassignments: count,
  guessedFields: z.array(text),
  externalIds: z.array(text),
  contactKeys: z.array(text).optional(),
  deals: z.array(record).optional(),
  nurtureCounts: z.record(z.string(), count),
  contacts: z.array(text),
  credited: z.array(record),
  stage,
  dueAt: text.optional(),
  accountable: text.optional(),
}).refine(({ stage: { state }, dueAt, accountable }) => state === 'closed' || (dueAt && accountable));

export const EventRow: z.ZodType<LeadEvent> = LeadEventSchema;
/** A team has a decision for each batch, which grows with the team: packed. */
export const DecisionRow = createEnvelopeSchema<BatchDecision>({
  id: text,
  plan: count,
  record: createPackedSchema(record),
});

const column = z.int();
const ledgerEntry = createRowSchema<LedgerEntry>({
  credit: column,
  received: column,
  earned: column,
  adjusted: column,
});
/** Written with each assignment, and grows with the team: packed. */
export const LedgerRow = createRowSchema<Ledger>({
  team: text,
  version: count,
  entries: createPackedSchema(z.record(z.string(), z.record(z.string(), ledgerEntry))),
  surge: z.object({ since: text }).optional(),
});

const adjustment = { id: text, team: text, rep: text, at: text };
export const AdjustmentRow: z.ZodType<LedgerAdjustment> = z.union([
  createRowSchema<Extract<LedgerAdjustment, { kind: 'give_back' }>>({
    ...adjustment,
    kind: z.literal('give_back'),
    band: text,
    reason: text,
    lead: text,
  }),
  createRowSchema<Extract<LedgerAdjustment, { kind: 'leaver' }>>({ ...adjustment, kind: z.literal('leaver') }),
]);

export const WorkItemRow = createRowSchema<QueuedLead>({ lead: text, workItem });

export const ClaimRow = z.object({ lead: text });
export const PersonRow = z.object({ person: createEnvelopeSchema<Person>({ answers: record }) });
export const EnrichmentRow = createEnvelopeSchema<EnrichmentResult>({
  resultId: text,
  features: record,
  guessedFields: z.array(text),
  account: record.optional(),
  enrichment: record.optional(),
  pilot: record.optional(),
});
export const RoutedFeaturesRow = createEnvelopeSchema<RoutedFeatures>({ version: count, features: record });
/** An entry of the lists by team and state: keys only. */
export const LeadListRow = z
  .object({ pk: z.string().startsWith('LEAD#'), listAt: text })
  .transform(({ pk, listAt }) => ({ lead: pk.slice('LEAD#'.length), place: listAt }));

/** A rep's hold as an entry of the list of their leads. */
export const OwnedLeadRow = z
  .object({ sk: z.string().startsWith('HOLD#'), lead: text })
  .transform(({ sk, lead }) => ({ lead, place: sk }));

/** An entry of the due index: keys only. */
export const DueLeadRow = z
  .object({ pk: z.string().startsWith('LEAD#'), dueAt: text })
  .transform(({ pk, dueAt }) => ({ lead: pk.slice('LEAD#'.length), dueAt }));
