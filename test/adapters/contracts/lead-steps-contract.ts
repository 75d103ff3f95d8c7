import { beforeEach, describe, expect, it } from 'vitest';
import type { Lead, LeadRouting } from '../../../shared/domain/lead/lead.ts';
import { anEvent } from '../../support/builders/event.ts';
import { aLeadsTransitions, aStoredLead, commitOrThrow } from '../../support/builders/lead.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';
import {
  assignToRep,
  closeLead,
  makeFirstResponse,
  makeTransition,
  receiveLead,
  routeToTeam,
} from '../../support/builders/moves.ts';
import { aPerson } from '../../support/builders/person.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { type MakeStores, readEverythingOf, type Stores } from './stores.ts';

/** A transition is saved fully or not at all, once, and only on the state it was decided on. */
export function leadTransitionsContract(make: MakeStores): void {
  describe('a transition', () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await make();
      await saveReps(stores.reps, aRep());
    });

    it('is stored with its lead, its person and its timeline event', async () => {
      const first = receiveLead();
      await commitOrThrow(stores.leads, { ...first, person: aPerson() });
      const second = routeToTeam(first.after);
      await commitOrThrow(stores.leads, second);
      expect(await stores.leads.load(first.after.id)).toEqual(second.after);
      expect(await stores.leads.person(first.after.id)).toEqual(aPerson());
      expect(await stores.leads.timeline(first.after.id)).toEqual([first.event, second.event]);
    });

    it('replaces the person only when it contains one', async () => {
      const first = receiveLead();
      await commitOrThrow(stores.leads, { ...first, person: aPerson() });
      const second = routeToTeam(first.after);
      await commitOrThrow(stores.leads, second);
      expect(await stores.leads.person(first.after.id)).toEqual(aPerson());
      const changed = aPerson({ phone: '+493000000001' });
      await commitOrThrow(stores.leads, { ...assignToRep(second.after), person: changed });
      expect(await stores.leads.person(first.after.id)).toEqual(changed);
    });

    it('keeps the features of a decision beside the lead until its person is erased', async () => {
      const lead = await aStoredLead(stores.leads, 'queued');
      const routing: LeadRouting = {
        ...{ plan: 1, at: minutesAfterMonday(0), target: 0, featuresKept: 4 },
        route: { rule: 'demo', layer: 'territory', outcome: 'close', reason: 'x' },
      };
      const touch = (before: Lead) =>
        makeTransition(before, 'TouchpointAdded', { data: { source: 'form', touch: 'webinar' }, patch: { routing } });
      const kept = { version: 4, features: { country: 'DE', products: ['platform', 'analytics'], score: 12 } };
      const touched = await commitOrThrow(stores.leads, { ...touch(lead), routedFeatures: kept });
      expect(await stores.leads.routedFeatures(lead.id)).toEqual(kept);
      const again = await commitOrThrow(stores.leads, touch(touched));
      expect(await stores.leads.routedFeatures(lead.id)).toEqual(kept);
      const data = { erasure: 'era_1', because: 'request', ended: true } as const;
      const stage = { state: 'closed', outcome: 'forgotten', closedAt: minutesAfterMonday(9) } as const;
      await commitOrThrow(stores.leads, makeTransition(again, 'LeadForgotten', { data, stage }));
      expect(await stores.leads.routedFeatures(lead.id)).toBeUndefined();
    });

    it('is stale when another transition was saved since the decision', async () => {
      const lead = await aStoredLead(stores.leads, 'queued');
      await commitOrThrow(stores.leads, closeLead(lead));
      const before = await readEverythingOf(stores, lead);
      const outcome = await stores.leads.commit({ transitions: [{ ...assignToRep(lead), person: aPerson() }] });
      expect(outcome).toEqual({ outcome: 'stale', lead: lead.id });
      expect(await readEverythingOf(stores, lead)).toEqual(before);
    });

    it('is stale when it was decided on another epoch', async () => {
      const lead = await aStoredLead(stores.leads, 'assigned');
      const elsewhere = makeFirstResponse(lead);
      const outcome = await stores.leads.commit({ transitions: [{ ...elsewhere, before: { ...lead, epoch: 7 } }] });
      expect(outcome).toEqual({ outcome: 'stale', lead: lead.id });
    });

    it('is stale when the table of transitions does not allow it from the stored state', async () => {
      const lead = await aStoredLead(stores.leads, 'received');
      const event = anEvent('RepNotified', { lead: lead.id, seq: 2 });
      const after = { ...lead, version: 2, lastEvent: event.id };
      const outcome = await stores.leads.commit({ transitions: [{ before: lead, after, event }] });
      expect(outcome).toEqual({ outcome: 'stale', lead: lead.id });
    });

    it('is stale when it would create a lead that already exists', async () => {
      const lead = await aStoredLead(stores.leads, 'queued');
      const outcome = await stores.leads.commit({ transitions: [receiveLead({ id: lead.id })] });
      expect(outcome).toEqual({ outcome: 'stale', lead: lead.id });
      expect(await stores.leads.load(lead.id)).toEqual(lead);
    });

    it('is stale when its lead does not exist', async () => {
      const lead = aLeadsTransitions('received').at(-1)?.after;
      if (!lead) throw new Error('no lead was built');
      expect(await stores.leads.commit({ transitions: [routeToTeam(lead)] })).toEqual({
        outcome: 'stale',
        lead: lead.id,
      });
      expect(await stores.leads.load(lead.id)).toBeUndefined();
    });

    it('is done, once, when it is saved again after a lost reply', async () => {
      const lead = await aStoredLead(stores.leads, 'queued');
      const change = assignToRep(lead);
      await commitOrThrow(stores.leads, change);
      const before = await readEverythingOf(stores, lead);
      expect(await stores.leads.commit({ transitions: [change] })).toEqual({ outcome: 'done' });
      expect(await readEverythingOf(stores, lead)).toEqual(before);
      expect(before.load.open).toBe(1);
    });

    it('is done even if the lead has changed since the lost reply', async () => {
      const lead = await aStoredLead(stores.leads, 'queued');
      const change = assignToRep(lead);
      await commitOrThrow(stores.leads, change);
      const later = makeFirstResponse(change.after);
      await commitOrThrow(stores.leads, later);
      expect(await stores.leads.commit({ transitions: [change] })).toEqual({ outcome: 'done' });
      expect(await stores.leads.load(lead.id)).toEqual(later.after);
    });

    it('of a batch is saved with all others or not at all', async () => {
      const [one, two] = [await aStoredLead(stores.leads, 'queued'), await aStoredLead(stores.leads, 'queued')];
      await commitOrThrow(stores.leads, closeLead(two));
      const before = await readEverythingOf(stores, one);
      const outcome = await stores.leads.commit({ transitions: [assignToRep(one), assignToRep(two)] });
      expect(outcome).toEqual({ outcome: 'stale', lead: two.id });
      expect(await readEverythingOf(stores, one)).toEqual(before);
    });

    it('is invalid twice for the same lead in one batch, and changes nothing', async () => {
      const lead = await aStoredLead(stores.leads, 'queued');
      const transitions = [assignToRep(lead), assignToRep(lead)];
      expect(await stores.leads.commit({ transitions })).toEqual({ outcome: 'invalid' });
      expect(await stores.leads.load(lead.id)).toEqual(lead);
    });

    it('is invalid in a batch of more than a hundred rows, and changes nothing', async () => {
      const transitions = Array.from({ length: 101 }, () => receiveLead());
      expect(await stores.leads.commit({ transitions })).toEqual({ outcome: 'invalid' });
      expect(await stores.leads.loadMany(transitions.map(({ after }) => after.id))).toEqual([]);
    });

    it('of concurrent writers is saved for exactly one', async () => {
      const lead = await aStoredLead(stores.leads, 'queued');
      const changes = Array.from({ length: 8 }, (_, writer) =>
        makeTransition(lead, 'TouchpointAdded', {
          data: { source: 'demo-form', touch: `page-${writer}` },
          at: minutesAfterMonday(writer),
        }),
      );
      const outcomes = await Promise.all(changes.map((change) => stores.leads.commit({ transitions: [change] })));
      expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === 'stale')).toHaveLength(7);
      const winner = changes[outcomes.findIndex(({ outcome }) => outcome === 'done')];
      expect((await stores.leads.timeline(lead.id)).at(-1)).toEqual(winner?.event);
    });
  });
}
