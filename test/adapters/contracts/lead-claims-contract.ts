import { beforeEach, describe, expect, it } from 'vitest';
import { aLead, aStoredLead, commitOrThrow } from '../../support/builders/lead.ts';
import { closeLead, receiveLead, routeToTeam } from '../../support/builders/moves.ts';
import type { MakeStores, Stores } from './stores.ts';

/** A submission and a person belong to at most one lead. */
export function leadClaimsContract(make: MakeStores): void {
  describe('a claim', () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await make();
    });

    it('of a free submission and person belongs to the lead', async () => {
      const first = receiveLead();
      await commitOrThrow(stores.leads, { ...first, claims: { submission: 'form:1', persons: [{ key: 'p1' }] } });
      expect(await stores.leads.leadOfSubmission('form:1')).toBe(first.after.id);
      expect(await stores.leads.leadOfPerson('p1')).toBe(first.after.id);
      expect(await stores.leads.leadOfSubmission('p1')).toBeUndefined();
      expect(await stores.leads.leadOfPerson('form:1')).toBeUndefined();
    });

    it.each([
      ['submission', { submission: 'form:1' }],
      ['person', { persons: [{ key: 'p1' }] }],
      ['external', { external: [{ key: 'hubspot:901' }] }],
    ] as const)('of a %s of another lead is refused, naming that lead', async (claim, claims) => {
      const owner = receiveLead();
      await commitOrThrow(stores.leads, { ...owner, claims });
      const late = receiveLead();
      const outcome = await stores.leads.commit({ transitions: [{ ...late, claims }] });
      expect(outcome).toEqual({ outcome: 'claimed', claim, lead: owner.after.id });
      expect(await stores.leads.load(late.after.id)).toBeUndefined();
      expect(await stores.leads.timeline(late.after.id)).toEqual([]);
    });

    it('of external ids belongs to the lead, each id separately, and is repeatable', async () => {
      const first = receiveLead();
      const external = [{ key: 'hubspot:901' }, { key: 'salesforce:00Q8d' }];
      await commitOrThrow(stores.leads, { ...first, claims: { external } });
      await commitOrThrow(stores.leads, { ...routeToTeam(first.after), claims: { external } });
      expect(await stores.leads.leadOfExternalId('hubspot:901')).toBe(first.after.id);
      expect(await stores.leads.leadOfExternalId('salesforce:00Q8d')).toBe(first.after.id);
      expect(await stores.leads.leadOfExternalId('hubspot:902')).toBeUndefined();
      expect(await stores.leads.leadOfPerson('hubspot:901')).toBeUndefined();
    });

    it('of an external id passes from the named closed lead', async () => {
      const old = receiveLead();
      await commitOrThrow(stores.leads, { ...old, claims: { external: [{ key: 'hubspot:901' }] } });
      await commitOrThrow(stores.leads, closeLead(old.after));
      const next = receiveLead();
      const claims = { external: [{ key: 'hubspot:901', releasedBy: old.after.id }] };
      await commitOrThrow(stores.leads, { ...next, claims });
      expect(await stores.leads.leadOfExternalId('hubspot:901')).toBe(next.after.id);
    });

    it('of a person the lead already has is repeatable', async () => {
      const first = receiveLead();
      const claims = { persons: [{ key: 'p1' }] };
      await commitOrThrow(stores.leads, { ...first, claims });
      await commitOrThrow(stores.leads, { ...routeToTeam(first.after), claims });
      expect(await stores.leads.leadOfPerson('p1')).toBe(first.after.id);
    });

    it('of a submission succeeds only once, even for the same lead', async () => {
      const first = receiveLead();
      const claims = { submission: 'form:1' };
      await commitOrThrow(stores.leads, { ...first, claims });
      const again = await stores.leads.commit({ transitions: [{ ...routeToTeam(first.after), claims }] });
      expect(again).toEqual({ outcome: 'claimed', claim: 'submission', lead: first.after.id });
      expect(await stores.leads.timeline(first.after.id)).toHaveLength(1);
    });

    it('of a submission by concurrent writers succeeds for exactly one, and no other lead exists', async () => {
      const claims = { submission: 'form:1' };
      const firsts = Array.from({ length: 6 }, () => ({ ...receiveLead(), claims }));
      const outcomes = await Promise.all(firsts.map((first) => stores.leads.commit({ transitions: [first] })));
      const winner = firsts[outcomes.findIndex(({ outcome }) => outcome === 'done')]?.after.id;
      expect(await stores.leads.leadOfSubmission('form:1')).toBe(winner);
      const stored = await stores.leads.loadMany(firsts.map(({ after }) => after.id));
      expect(stored.map(({ id }) => id)).toEqual([winner]);
    });

    it('of a person passes from the named closed lead and from no other', async () => {
      const old = receiveLead();
      await commitOrThrow(stores.leads, { ...old, claims: { persons: [{ key: 'p1' }] } });
      await commitOrThrow(stores.leads, closeLead(old.after));
      const other = await aStoredLead(stores.leads, 'queued');
      const next = receiveLead();
      const wrong = { persons: [{ key: 'p1', releasedBy: other.id }] };
      expect(await stores.leads.commit({ transitions: [{ ...next, claims: wrong }] })).toEqual({
        outcome: 'claimed',
        claim: 'person',
        lead: old.after.id,
      });
      await commitOrThrow(stores.leads, { ...next, claims: { persons: [{ key: 'p1', releasedBy: old.after.id }] } });
      expect(await stores.leads.leadOfPerson('p1')).toBe(next.after.id);
    });

    it('of a person that has become free succeeds although a former lead is named', async () => {
      const next = receiveLead();
      const claims = { persons: [{ key: 'p1', releasedBy: aLead('closed').id }] };
      await commitOrThrow(stores.leads, { ...next, claims });
      expect(await stores.leads.leadOfPerson('p1')).toBe(next.after.id);
    });

    it('of several keys of a person succeeds fully or not at all', async () => {
      const owner = receiveLead();
      await commitOrThrow(stores.leads, { ...owner, claims: { persons: [{ key: 'phone' }] } });
      const late = receiveLead();
      const both = { persons: [{ key: 'mail' }, { key: 'phone' }] };
      const refused = { outcome: 'claimed', claim: 'person', lead: owner.after.id };
      expect(await stores.leads.commit({ transitions: [{ ...late, claims: both }] })).toEqual(refused);
      expect(await stores.leads.leadOfPerson('mail')).toBeUndefined();
      await commitOrThrow(stores.leads, { ...routeToTeam(owner.after), claims: both });
      expect(await stores.leads.leadOfPerson('mail')).toBe(owner.after.id);
    });

    it('by concurrent writers succeeds for exactly one, and the others get its lead', async () => {
      const firsts = Array.from({ length: 8 }, () => ({ ...receiveLead(), claims: { persons: [{ key: 'p1' }] } }));
      const outcomes = await Promise.all(firsts.map((first) => stores.leads.commit({ transitions: [first] })));
      const winner = firsts[outcomes.findIndex(({ outcome }) => outcome === 'done')]?.after.id;
      expect(await stores.leads.leadOfPerson('p1')).toBe(winner);
      const refused = outcomes.filter(({ outcome }) => outcome !== 'done');
      expect(refused).toEqual(Array.from({ length: 7 }, () => ({ outcome: 'claimed', claim: 'person', lead: winner })));
    });
  });
}
