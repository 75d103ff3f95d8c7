import { beforeEach, describe, expect, it } from 'vitest';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { aLeadsTransitions, commitOrThrow } from '../../support/builders/lead.ts';
import { closeLead, makeFirstResponse } from '../../support/builders/moves.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import type { MakeStores, Stores } from './stores.ts';

/** Contract of every LeadStore about the companies of leads. */
export function leadCompanyContract(make: MakeStores): void {
  describe('companies of leads', () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await make();
      await saveReps(stores.reps, aRep());
    });

    /** A lead of this company, assigned to Kim. */
    async function held(company: Pick<Partial<Lead>, 'account' | 'features'>): Promise<Lead> {
      let lead: Lead | undefined;
      for (const change of aLeadsTransitions('assigned')) {
        const after = { ...change.after, ...company };
        const before = change.before && { ...change.before, ...company };
        lead = await commitOrThrow(stores.leads, { ...change, after, before });
      }
      if (!lead) throw new Error('no lead');
      return lead;
    }

    it('list their owned leads, newest first', async () => {
      const features = { domain: 'acme.example' };
      const [one, two] = [await held({ features }), await held({ features })];
      await held({ features: { domain: 'bolt.example' } });
      expect(await stores.leads.leadsOfCompany('domain:acme.example', 10)).toEqual([one.id, two.id].sort().reverse());
      expect(await stores.leads.leadsOfCompany('domain:acme.example', 1)).toHaveLength(1);
      expect(await stores.leads.leadsOfCompany('domain:none.example', 10)).toEqual([]);
    });

    it('are identified by a confirmed account rather than a domain, while the lead has an owner', async () => {
      const features = { domain: 'acme.example' };
      const lead = await held({ features, account: { account: 'acme', matchedBy: 'domain', isCertain: true } });
      expect(await stores.leads.leadsOfCompany('account:acme', 10)).toEqual([lead.id]);
      expect(await stores.leads.leadsOfCompany('domain:acme.example', 10)).toEqual([]);
      const working = await commitOrThrow(stores.leads, makeFirstResponse(lead));
      expect(await stores.leads.leadsOfCompany('account:acme', 10)).toEqual([lead.id]);
      await commitOrThrow(stores.leads, closeLead(working));
      expect(await stores.leads.leadsOfCompany('account:acme', 10)).toEqual([]);
    });

    it('that are only suggested are listed for review, in pages, while the lead is open', async () => {
      const account = { account: 'acme', matchedBy: 'name', isCertain: false } as const;
      const leads = [await held({ account }), await held({ account }), await held({ account })];
      await held({ account: { account: 'acme', matchedBy: 'domain', isCertain: true } });
      const ids = leads.map(({ id }) => id).sort();
      const first = await stores.leads.accountReviews({ limit: 2 });
      expect(first.items).toEqual(ids.slice(0, 2));
      expect(await stores.leads.accountReviews({ limit: 2, cursor: first.cursor })).toEqual({ items: ids.slice(2) });
      for (const lead of leads)
        await commitOrThrow(stores.leads, closeLead(await commitOrThrow(stores.leads, makeFirstResponse(lead))));
      expect(await stores.leads.accountReviews({ limit: 10 })).toEqual({ items: [] });
    });
  });
}
