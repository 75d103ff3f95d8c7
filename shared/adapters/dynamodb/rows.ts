import * as z from 'zod';
import type { BatchDecision } from '../../domain/assignment/batch-decision.ts';
import type { Ledger } from '../../domain/assignment/fairness/ledger.ts';
import type { EnrichmentResult } from '../../domain/enrichment/enrichment-result.ts';
import type { Person } from '../../domain/intake/submission.ts';
import { type LeadEvent, LeadEventSchema } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { CurrentLoad, Rep } from '../../domain/team/rep.ts';
import type { LedgerAdjustment } from '../../ports/lead-store.ts';
import type { Hold, RepChange } from '../../ports/rep-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Row } from './database.ts';

/** Attributes used only for keys and indexes. `dueAt` is not listed, because it also belongs to the lead. */
const KEY_ATTRIBUTES = new Set(['pk', 'sk', 'duePk', 'ownerKey', 'teamKey', 'stateKey', 'listAt']);

/**
 * Validates a row without its key attributes against a schema.
 * @throws {StoreError} `unreadable_row` when it does not match. Schema messages are dropped, because they may quote the
 * row.
 */
export function readRow<Output>(schema: z.ZodType<Output>, row: Row): Output {
  return readRowWithKeys(schema, Object.fromEntries(Object.entries(row).filter(([name]) => !KEY_ATTRIBUTES.has(name))));
}

/** Validates a row including its key attributes. */
export function readRowWithKeys<Output>(schema: z.ZodType<Output>, row: Row): Output {
  const parsed = schema.safeParse(row);
  if (!parsed.success) throw new StoreError('unreadable_row');
  return parsed.data;
}

const text = z.string().min(1);
const count = z.int().nonnegative();
const record = z.record(z.string(), z.unknown());

/** Validates only what Baton acts on directly: owner and dates. */
const stage = z.discriminatedUnion('state', [
  z.looseObject({ state: z.literal('received'), routeBy: text, accountable: text }),
  z.looseObject({
    state: z.literal('waiting'),
    place: z.enum(['team', 'queue']),
    lookAgainAt: text,
    accountable: text,
  }),
  z.looseObject({
    state: z.literal('assigned'),
    owner: text,
    team: text,
    weight: z.number(),
    deadlines: z.array(record),
    nextDeadline: count,
  }),
  z.looseObject({ state: z.literal('working'), owner: text, team: text, weight: z.number(), quietAt: text }),
  z.looseObject({ state: z.literal('nurturing'), returnAt: text, accountable: text }),
  z.looseObject({ state: z.literal('closed'), outcome: text, closedAt: text }),
]);

const leadEnvelope = z.looseObject({
  id: text,
  version: z.int().positive(),
  lastEvent: text,
  epoch: count,
  source: text,
  receivedAt: text,
  test: z.boolean(),
  submittedFacts: record,
  features: record,
  touchpoints: z.array(record),
  previousHolders: z.array(text),
  reassignments: count,
  guessedFields: z.array(text),
  externalIds: z.array(text),
  nurtureCounts: z.record(z.string(), count),
  contacts: z.array(text),
  credited: z.array(record),
  stage,
  dueAt: text.optional(),
});

/** A stored lead. Parts that only the domain reads were written from its own types and are trusted. */
export const LeadRow = trustInside<Lead>(leadEnvelope);
export const EventRow: z.ZodType<LeadEvent> = LeadEventSchema;
export const DecisionRow = trustInside<BatchDecision>(z.looseObject({ id: text, plan: count, record }));

const column = z.int();
export const LedgerRow: z.ZodType<Ledger> = z.object({
  team: text,
  version: count,
  accounts: z.record(
    z.string(),
    z.record(z.string(), z.object({ credit: column, received: column, earned: column, adjusted: column })),
  ),
});

const adjustment = { id: text, team: text, rep: text, at: text };
export const AdjustmentRow: z.ZodType<LedgerAdjustment> = z.discriminatedUnion('kind', [
  z.object({ ...adjustment, kind: z.literal('give_back'), band: text, reason: text, lead: text }),
  z.object({ ...adjustment, kind: z.literal('leaver') }),
]);

export const WorkItemRow = z.object({
  lead: text,
  workItem: z.object({
    team: text,
    priority: z.enum(['urgent', 'high', 'normal', 'low']),
    since: text,
    importList: text.optional(),
  }),
});

export const ClaimRow = z.object({ lead: text });
export const PersonRow = z.object({ person: trustInside<Person>(z.looseObject({ answers: record })) });
export const EnrichmentRow = trustInside<EnrichmentResult>(
  z.looseObject({
    features: record,
    guessedFields: z.array(text),
    account: record.optional(),
    enrichment: record.optional(),
  }),
);
/** An entry of the lists by owner, team and state: keys only. */
export const LeadListRow = z
  .object({ pk: z.string().startsWith('LEAD#'), listAt: text })
  .transform(({ pk, listAt }) => ({ lead: pk.slice('LEAD#'.length), listAt }));

/** An entry of the due index: keys only. */
export const DueLeadRow = z
  .object({ pk: z.string().startsWith('LEAD#'), dueAt: text })
  .transform(({ pk, dueAt }) => ({ lead: pk.slice('LEAD#'.length), dueAt }));

export const RepRow: z.ZodType<Rep> = z.object({
  id: text,
  name: z.string(),
  active: z.boolean(),
  teams: z.record(z.string(), z.number()),
  zone: text,
  holidayRegion: text.optional(),
  hours: text.optional(),
  attributes: z.record(z.string(), z.array(z.string())),
  cap: z.object({ open: z.number().optional(), day: z.number().optional() }).optional(),
  leaves: z.array(z.object({ from: text, until: text })),
  addresses: z.record(z.string(), text).optional(),
  version: z.int().positive(),
});

export const LoadRow: z.ZodType<CurrentLoad> = z.object({
  open: z.number(),
  days: z.record(z.string(), z.number()).default({}),
});

export const HoldRow: z.ZodType<Hold> = z.object({ lead: text, weight: z.number(), team: text });

export const RepChangeRow: z.ZodType<RepChange> = z.object({
  rep: text,
  version: z.int().positive(),
  at: text,
  teams: z.array(text),
});

export const HolidaysRow = z.object({ dates: z.array(text) });

/** Validates the envelope and trusts the inside as the type it was written from. */
function trustInside<Type>(envelope: z.ZodType<unknown>): z.ZodType<Type> {
  return envelope.transform((value) => value as Type);
}
