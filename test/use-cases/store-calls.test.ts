import { expect, it } from 'vitest';
import type { InMemoryDeps } from '../../shared/adapters/in-memory/in-memory-deps.ts';
import type { LeadEvent } from '../../shared/domain/lead/events.ts';
import { recordAnswer } from '../../shared/use-cases/answers/record-answer.ts';
import { assignTeam } from '../../shared/use-cases/assignment/assign-team.ts';
import { takeDueStep } from '../../shared/use-cases/follow-up/take-due-step.ts';
import { takeTimerStep } from '../../shared/use-cases/follow-up/wake-timer.ts';
import { receiveDelivery } from '../../shared/use-cases/intake/receive-delivery.ts';
import { notifyOfEvent } from '../../shared/use-cases/notifications/notify-rep.ts';
import { enrichLead } from '../../shared/use-cases/routing/enrich-lead.ts';
import { routeLead } from '../../shared/use-cases/routing/route-lead.ts';
import { scoreLead } from '../../shared/use-cases/routing/score-lead.ts';
import { sweep } from '../../shared/use-cases/sweep/sweep.ts';
import { aDemoRequest } from '../scenarios/a-baton.ts';
import { countStoreCalls } from '../support/count-store-calls.ts';
import {
  advanceToDate,
  afterRepChanges,
  aLeadAtItsStep,
  aLeadInNurture,
  aLeadInReview,
  aNotifiedLead,
  anAssignedLead,
  anEnrichedLead,
  anOverdueReceivedLead,
  aReceivedLead,
  aWorkingLead,
  queuedLeads,
  queuedUrgentLeads,
  type Situation,
} from './situations.ts';

async function lastEventOf({ baton, id }: Situation, type: LeadEvent['type']): Promise<string> {
  return (await baton.deps.leads.timeline(id)).findLast((event) => event.type === type)?.id ?? '';
}

type Run = (deps: InMemoryDeps, situation: Situation) => Promise<unknown>;

const takeStep: Run = (deps, { baton, id }) => takeDueStep(id, baton.now, deps);
const LIMITS = { cap: 200, headStartSeconds: 0, recyclingHeadStartSeconds: 0 };

const runSweep: Run = (deps, { baton }) => sweep(baton.now, LIMITS, deps);
const assignAll: Run = (deps, { baton }) => assignTeam('sdr', baton.now, deps);

const takeStepAtItsDate: Run = async (deps, { baton, id }) => {
  await advanceToDate(baton, id);
  return takeDueStep(id, baton.now, deps);
};

const wakeTimer: Run = (deps, { baton, id }) => takeTimerStep({ leadId: id, epoch: 1, revision: 1 }, baton.now, deps);

function notifyOf(type: LeadEvent['type']): Run {
  return async (deps, situation) => {
    const { baton, id } = situation;
    return notifyOfEvent(id, await lastEventOf(situation, type), baton.now, deps);
  };
}

const answer: Run = async (deps, { baton, id }) => {
  const by = { person: (await baton.lead(id)).accountable ?? '', onlyOwn: true };
  return recordAnswer({ leadId: id, epoch: 1, answer: { answer: 'contacted' }, by, now: baton.now }, deps);
};

const receiveAnother: Run = (deps, { baton }) => {
  const body = new TextEncoder().encode(JSON.stringify(aDemoRequest('ben')));
  const source = { id: 'website', key: 'website-key', kind: 'generic', touch: 'demo_request', fields: {} } as const;
  return receiveDelivery({ source, body, contentType: 'application/json' }, baton.now, deps);
};

/** How often a use case calls each method of the stores: once, or as often as stated. */
const CASES: readonly { name: string; situate: () => Promise<Situation>; run: Run; calls: string }[] = [
  {
    name: 'receiving a lead',
    situate: aReceivedLead,
    run: receiveAnother,
    calls:
      'deliveries.save, deliveries.saveStatus, doNotContact.find, findings.record, leads.commit, leads.leadOfPerson, 2 leads.leadOfSubmission, 2 plans.active',
  },
  {
    name: 'enriching a lead',
    situate: aReceivedLead,
    run: (deps, { baton, id }) => enrichLead(id, baton.now, deps),
    calls:
      'accounts.byDomain, doNotContact.find, leads.leadsOfCompany, 2 leads.load, leads.person, leads.saveEnrichment, plans.active, territories.current',
  },
  {
    name: 'scoring a lead',
    situate: anEnrichedLead,
    run: (deps, { baton, id }) => scoreLead(id, baton.now, deps),
    calls: 'leads.load, leads.loadEnrichment, plans.active',
  },
  {
    name: 'routing a lead',
    situate: anEnrichedLead,
    run: (deps, { baton, id }) => routeLead({ lead: id }, baton.now, deps),
    calls: 'leads.commit, leads.load, leads.loadEnrichment, plans.active',
  },
  {
    name: 'assigning a batch of one',
    situate: () => queuedLeads(1),
    run: assignAll,
    calls:
      'doNotContact.find, leads.commit, leads.ledger, leads.loadMany, leads.queue, plans.active, 2 plans.version, reps.membersOf, sources.list',
  },
  {
    name: 'assigning a batch of ten',
    situate: () => queuedLeads(10),
    run: assignAll,
    calls:
      'doNotContact.find, leads.commit, leads.ledger, leads.loadMany, leads.queue, plans.active, 11 plans.version, reps.membersOf, sources.list',
  },
  {
    name: 'assigning a batch of ten that minds meetings',
    situate: () => queuedUrgentLeads(10),
    run: assignAll,
    calls:
      'calendars.readingsOf, doNotContact.find, leads.commit, leads.ledger, leads.loadMany, leads.queue, plans.active, 11 plans.version, reps.membersOf, sources.list',
  },
  {
    name: 'notifying the owner of a new lead',
    situate: anAssignedLead,
    run: notifyOf('LeadAssigned'),
    calls: 'doNotContact.find, leads.commit, leads.loadWithTimeline, leads.person, plans.version',
  },
  {
    name: 'notifying the owner and the manager',
    situate: () => aLeadAtItsStep(1),
    run: notifyOf('SlaWarned'),
    calls: 'doNotContact.find, leads.loadWithTimeline, leads.person, plans.active, plans.version',
  },
  {
    name: 'notifying an owner when the nudge was lost',
    situate: anAssignedLead,
    run: takeStepAtItsDate,
    calls: 'doNotContact.find, leads.commit, leads.load, leads.person, leads.timeline, plans.version',
  },
  {
    name: 'a warning by a timer',
    situate: () => aLeadAtItsStep(0),
    run: wakeTimer,
    calls: 'leads.commit, leads.load, plans.active, plans.version',
  },
  {
    name: 'a warning',
    situate: () => aLeadAtItsStep(0),
    run: takeStep,
    calls: 'leads.commit, leads.load, plans.active, plans.version',
  },
  {
    name: 'a breach and its escalation',
    situate: () => aLeadAtItsStep(1),
    run: takeStep,
    calls: '2 leads.commit, leads.load, 2 plans.active, 2 plans.version',
  },
  {
    name: 'seeking another owner',
    situate: () => aLeadAtItsStep(2),
    run: takeStep,
    calls: 'leads.commit, leads.load, plans.active, plans.version',
  },
  {
    name: 'a quiet lead',
    situate: aWorkingLead,
    run: takeStep,
    calls: 'leads.commit, leads.load, plans.active, 2 plans.version, reps.get',
  },
  {
    name: 'a review of a lead in a queue',
    situate: aLeadInReview,
    run: takeStep,
    calls: 'leads.commit, leads.load, plans.version',
  },
  {
    name: 'the end of nurture',
    situate: aLeadInNurture,
    run: takeStep,
    calls: 'leads.commit, leads.load, plans.active',
  },
  {
    name: 'an answer',
    situate: aNotifiedLead,
    run: answer,
    calls: 'leads.commit, leads.load, 2 plans.active, plans.version, reps.get',
  },
  {
    name: 'a sweep with nothing due',
    situate: afterRepChanges(aNotifiedLead),
    run: runSweep,
    calls:
      'deliveries.pending, deliveries.quarantined, leads.due, leads.dueForRecycling, leads.dueInImportLists, 4 leads.loadMany, 2 leads.queue, plans.active, reps.pendingChanges, 5 sources.list',
  },
  {
    name: 'a sweep over one overdue step',
    situate: afterRepChanges(() => aLeadAtItsStep(0)),
    run: runSweep,
    calls:
      'deliveries.pending, deliveries.quarantined, doNotContact.find, leads.commit, leads.due, leads.dueForRecycling, leads.dueInImportLists, leads.load, 4 leads.loadMany, leads.person, 2 leads.queue, leads.timeline, 3 plans.active, 2 plans.version, reps.pendingChanges, 5 sources.list',
  },
  {
    name: 'a sweep over one lead to route',
    situate: afterRepChanges(anOverdueReceivedLead),
    run: runSweep,
    calls:
      'accounts.byDomain, deliveries.pending, deliveries.quarantined, 2 doNotContact.find, 3 leads.commit, leads.due, leads.dueForRecycling, leads.dueInImportLists, leads.leadsOfCompany, leads.ledger, 2 leads.load, leads.loadEnrichment, 5 leads.loadMany, leads.person, 3 leads.queue, leads.saveEnrichment, leads.timeline, 5 plans.active, 2 plans.version, reps.membersOf, reps.pendingChanges, 6 sources.list, territories.current',
  },
];

it.each(CASES)('$name calls the stores exactly this often', async ({ situate, run, calls }) => {
  const situation = await situate();
  const counted = await countStoreCalls(situation.baton.deps, (deps) => run(deps, situation));
  const listed = Object.entries(counted).map(([method, count]) => (count === 1 ? method : `${count} ${method}`));
  expect(listed.join(', ')).toBe(calls);
});
