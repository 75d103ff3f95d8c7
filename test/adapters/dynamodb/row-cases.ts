import { gzipSync } from 'node:zlib';
import { AccountReferenceRow, AccountRow } from '../../../shared/adapters/dynamodb/account-table.ts';
import { BusyRow } from '../../../shared/adapters/dynamodb/calendar-table.ts';
import { CompanyRow } from '../../../shared/adapters/dynamodb/company-table.ts';
import { CrmLinkRow } from '../../../shared/adapters/dynamodb/crm-link-table.ts';
import { CrmReadingRow } from '../../../shared/adapters/dynamodb/crm-reading-table.ts';
import {
  DeliveryRow,
  ErasedDeliveryRow,
  QuarantinedDeliveryRow,
  RefusedDeliveryRow,
} from '../../../shared/adapters/dynamodb/delivery-rows.ts';
import { IdRow } from '../../../shared/adapters/dynamodb/delivery-table.ts';
import { DoNotContactRow } from '../../../shared/adapters/dynamodb/do-not-contact-table.ts';
import { ActivityRow, FindingRow } from '../../../shared/adapters/dynamodb/finding-table.ts';
import { HeartbeatRow } from '../../../shared/adapters/dynamodb/heartbeat-table.ts';
import { HeldMatterRow } from '../../../shared/adapters/dynamodb/held-matter-table.ts';
import { ApiKeyRow } from '../../../shared/adapters/dynamodb/key-table.ts';
import { ObservationRow } from '../../../shared/adapters/dynamodb/observation-table.ts';
import { pack } from '../../../shared/adapters/dynamodb/packed.ts';
import { AnyRow, KeyedFindingRow } from '../../../shared/adapters/dynamodb/person-table.ts';
import * as repRows from '../../../shared/adapters/dynamodb/rep-rows.ts';
import * as rows from '../../../shared/adapters/dynamodb/rows.ts';
import { SourceRow } from '../../../shared/adapters/dynamodb/source-table.ts';
import { CountsRow, TallyRow, tallyAttributesOf } from '../../../shared/adapters/dynamodb/tally-rows.ts';
import { CompressedTerritoriesRow, CurrentTerritoriesRow } from '../../../shared/adapters/dynamodb/territory-table.ts';
import { TimerRow } from '../../../shared/adapters/dynamodb/timer-table.ts';
import { createLedger } from '../../../shared/domain/assignment/fairness/ledger.ts';
import { anAccount } from '../../support/builders/account.ts';
import { anEvent } from '../../support/builders/event.ts';
import { aLead, aLeadsTransitions } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPerson } from '../../support/builders/person.ts';
import { aRep } from '../../support/builders/rep.ts';
import { aSource } from '../../support/builders/source.ts';
import { aTally } from '../../support/builders/tally.ts';
import { someTurnWeights } from '../../support/builders/turn-weights.ts';
import { JOURNAL_ROWS } from './journal-row-cases.ts';
import { PLAN_ROWS } from './plan-row-cases.ts';
import type { RowCase } from './row-case.ts';
import { SENT_ROWS } from './sent-row-cases.ts';
import { SETTING_ROWS } from './setting-row-cases.ts';

const at = MONDAY;
const bytes = new Uint8Array(gzipSync('{}'));
const delivery = { id: 'd1', source: 'form', receivedAt: at, contentType: 'text/plain', sentAs: 'm1', decisions: [] };
const status = { status: 'quarantined', problem: 'no_lead', owner: 'kim', dueAt: at };
const tally = tallyAttributesOf(
  aTally({
    marks: new Map([['l', { seq: 3, coverage: { version: 3, names: ['enriched'] } }]]),
    postings: [
      { to: { cell: { day: '2026-11-23', source: 'form' } }, counters: { received: 1 } },
      { to: { repDay: { day: '2026-11-23', rep: 'kim' } }, counters: { assigned: 1 } },
    ],
    flagged: [{ day: '2026-11-23', lead: 'l', seq: 3, rep: 'kim', reason: 'spam' }],
  }),
);

/** Every row type, by the name its readers use. */
export const ROWS: Readonly<Record<string, RowCase>> = {
  ...SETTING_ROWS,
  ...PLAN_ROWS,
  ...SENT_ROWS,
  ...JOURNAL_ROWS,
  AccountReferenceRow: { schema: AccountReferenceRow, wholes: [{ account: 'acme' }] },
  AccountRow: {
    schema: AccountRow,
    wholes: [{ ...anAccount(), parent: 'a', owner: 'kim', csm: 'kim', dealOwner: 'kim', segment: 'smb' }],
    optional: ['parent', 'owner', 'csm', 'dealOwner', 'segment'],
  },
  ActivityRow: { schema: ActivityRow, wholes: [{ source: 'form', deliveries: 1, leads: 1, lastAt: at }] },
  AdjustmentRow: {
    schema: rows.AdjustmentRow,
    wholes: [
      { id: 'a', team: 'sdr', rep: 'kim', at, kind: 'give_back', band: 'all', reason: 'declined', lead: 'l' },
      { id: 'a', team: 'sdr', rep: 'kim', at, kind: 'leaver' },
    ],
  },
  AnyRow: { schema: AnyRow, wholes: [{ pk: 'DELIVERY#d1', sk: 'DELIVERY' }] },
  KeyedFindingRow: {
    schema: KeyedFindingRow,
    wholes: [{ pk: 'FINDINGS#form', sk: 'FINDING#1', kind: 'unknown', name: 'industry', about: 'space' }],
    optional: ['about'],
  },
  ApiKeyRow: {
    schema: ApiKeyRow,
    wholes: [
      {
        ...{ id: 'k', hash: 'f'.repeat(64), role: 'rep', repId: 'kim', name: 'sync' },
        ...{ createdAt: at, expiresAt: at, revokedAt: at },
      },
    ],
    optional: ['repId', 'name', 'expiresAt', 'revokedAt'],
  },
  ClaimRow: { schema: rows.ClaimRow, wholes: [{ lead: 'l' }] },
  CompanyRow: {
    schema: CompanyRow,
    wholes: [{ facts: { employees: '7' }, question: 'q', until: at }],
    optional: ['facts', 'question'],
  },
  CompressedTerritoriesRow: { schema: CompressedTerritoriesRow, wholes: [{ version: 1, rows: bytes }] },
  CountsRow: { schema: CountsRow, wholes: [{ counts: tally.counts }] },
  CurrentTerritoriesRow: { schema: CurrentTerritoriesRow, wholes: [{ version: 1 }] },
  DecisionRow: { schema: rows.DecisionRow, wholes: [{ id: 'b', plan: 1, record: pack({}) }] },
  DeliveryRow: {
    schema: DeliveryRow,
    wholes: [{ ...delivery, body: bytes, bodyKey: 'k', status, corrected: { contentType: 'text/plain', body: bytes } }],
    // A delivery without a body and without its key is refused by the table.
    optional: ['sentAs', 'decisions', 'body', 'bodyKey', 'corrected'],
  },
  DoNotContactRow: {
    schema: DoNotContactRow,
    wholes: [{ key: 'k', entry: { id: 'dnc_1', at, by: 'dana', because: 'request', kind: 'person', keys: ['k'] } }],
  },
  DueLeadRow: { schema: rows.DueLeadRow, wholes: [{ pk: 'LEAD#l', dueAt: at }] },
  EnrichmentRow: {
    schema: rows.EnrichmentRow,
    wholes: [{ resultId: 'r', features: {}, guessedFields: [], account: {}, enrichment: {}, pilot: {} }],
    optional: ['account', 'enrichment', 'pilot'],
  },
  EventRow: { schema: rows.EventRow, wholes: aLeadsTransitions('closed').map(({ event }) => event) },
  FindingRow: {
    schema: FindingRow,
    wholes: [{ kind: 'unmapped', name: 'size', about: 'How many?', count: 1, firstAt: at, lastAt: at }],
    optional: ['about'],
  },
  HeartbeatRow: { schema: HeartbeatRow, wholes: [{ at, healed: 0, failed: 0, mostOverdueSeconds: 0 }] },
  HoldRow: { schema: repRows.HoldRow, wholes: [{ lead: 'l', weight: 1, team: 'sdr' }] },
  HolidaysRow: { schema: repRows.HolidaysRow, wholes: [{ dates: ['2026-12-25'] }] },
  TurnWeightsRow: { schema: repRows.TurnWeightsRow, wholes: [someTurnWeights()] },
  IdRow: { schema: IdRow, wholes: [{ id: 'd1' }] },
  LeadDetailsRow: { schema: rows.LeadDetailsRow, wholes: [{ packed: pack({}) }] },
  StateRow: {
    schema: rows.StateRow,
    wholes: [{ stage: { deadlines: pack([]) }, details: 'd', packed: pack({}), event: {} }],
    optional: ['details', 'packed', 'event'],
  },
  StateEventRow: {
    schema: rows.StateEventRow,
    wholes: [{ pk: 'LEAD#l', version: 1, lastEvent: 'e', event: { ...anEvent('ReviewDue') } }],
  },
  LeadListRow: { schema: rows.LeadListRow, wholes: [{ pk: 'LEAD#l', listAt: at }] },
  OwnedLeadRow: { schema: rows.OwnedLeadRow, wholes: [{ sk: 'HOLD#l', lead: 'l' }] },
  LeadRow: {
    schema: rows.LeadRow,
    wholes: [{ ...aLead('queued'), contactKeys: ['k'] }],
    optional: ['personKey', 'contactKeys', 'routing', 'score', 'submittedAt'],
  },
  LedgerRow: { schema: rows.LedgerRow, wholes: [{ ...createLedger('sdr'), entries: pack({}) }] },
  LoadRow: { schema: repRows.LoadRow, wholes: [{ open: 0, days: {} }] },
  ObservationRow: {
    schema: ObservationRow,
    wholes: [{ lead: 'l', receivedAt: at, baton: { rule: 'all', at }, incumbent: { rep: 'kim', teams: [], at } }],
    optional: ['baton', 'incumbent'],
  },
  PersonRow: { schema: rows.PersonRow, wholes: [{ person: aPerson() }] },
  QuarantinedDeliveryRow: {
    schema: QuarantinedDeliveryRow,
    wholes: [{ ...delivery, status }],
    optional: ['sentAs', 'decisions'],
  },
  ErasedDeliveryRow: { schema: ErasedDeliveryRow, wholes: [{ until: at }] },
  RefusedDeliveryRow: {
    schema: RefusedDeliveryRow,
    wholes: [{ source: 'form', receivedAt: at, contentType: 'text/plain', body: bytes }],
  },
  RepChangeRow: { schema: repRows.RepChangeRow, wholes: [{ rep: 'kim', version: 1, at, teams: [] }] },
  RepRow: {
    schema: repRows.RepRow,
    wholes: [
      {
        ...aRep(),
        email: 'kim@seller.example',
        holidayRegion: 'DE-BE',
        hours: 'office',
        cap: {},
        backup: 'lee',
        calendar: { kind: 'ical', address: 'a' },
        leaveCalendar: 'b',
      },
    ],
    optional: ['email', 'holidayRegion', 'hours', 'cap', 'backup', 'calendar', 'leaveCalendar'],
  },
  RepEmailRow: { schema: repRows.RepEmailRow, wholes: [{ rep: 'kim' }] },
  RoutedFeaturesRow: { schema: rows.RoutedFeaturesRow, wholes: [{ version: 7, features: {} }] },
  SourceRow: {
    schema: SourceRow,
    wholes: [
      {
        ...aSource(),
        ...{ fields: {}, values: {}, silentSeconds: 60, pace: { perRepPerDay: 1 }, separateTurn: true, paused: true },
      },
    ],
    optional: ['fields', 'values', 'silentSeconds', 'pace', 'separateTurn', 'paused'],
  },
  CrmLinkRow: {
    schema: CrmLinkRow,
    wholes: [
      {
        ...{
          lead: 'l',
          system: 'hubspot',
          version: 1,
          busyUntil: at,
          record: 'r',
          written: { status: { value: '', at } },
        },
        ...{ unconfirmedOwners: ['u'], foreignOwner: { value: 'u', because: 'owner_not_a_rep' } },
        ...{ task: { state: 'open', epoch: 1, dueAt: at }, status: 'retrying', attempts: 1, at },
        ...{ because: 'timeout', nextAt: at, problems: [{ code: 'refused_value', property: 'status' }] },
      },
    ],
    optional: ['busyUntil', 'record', 'unconfirmedOwners', 'foreignOwner', 'task', 'because', 'nextAt'],
  },
  CrmReadingRow: {
    schema: CrmReadingRow,
    wholes: [
      {
        ...{ system: 'hubspot', version: 1, again: ['901'] },
        ...{ cursors: { calls: { readUntil: at, taken: [`7@${at}`] } }, failing: { since: at, because: 'timeout' } },
      },
    ],
    optional: ['failing'],
  },
  TallyRow: { schema: TallyRow, wholes: [tally] },
  WorkItemRow: {
    schema: rows.WorkItemRow,
    wholes: [{ lead: 'l', workItem: { team: 'sdr', priority: 'normal', since: at } }],
  },
  BusyRow: {
    schema: BusyRow,
    wholes: [{ rep: 'kim', readAt: at, triedAt: at, busy: pack([]), failing: { since: at, because: 'timeout' } }],
    optional: ['readAt', 'failing'],
  },
  HeldMatterRow: {
    schema: HeldMatterRow,
    wholes: [{ id: 'n', lead: 'l', event: 'e', to: 'kim', occasion: 'quiet', heldAt: at, dueAt: at }],
  },
  TimerRow: { schema: TimerRow, wholes: [{ epoch: 1, revision: 1, token: 't' }] },
};
