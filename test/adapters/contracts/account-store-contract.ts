import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountStore } from '../../../shared/ports/account-store.ts';
import { anAccount } from '../../support/builders/account.ts';

/** Contract of every AccountStore. */
export function accountStoreContract(make: () => Promise<AccountStore>): void {
  describe('accounts', () => {
    let accounts: AccountStore;
    beforeEach(async () => {
      accounts = await make();
    });

    it('are found by id and by each of their domains, complete', async () => {
      const acme = anAccount({
        domains: ['acme.example', 'acme.co.uk'],
        parent: 'holding',
        owner: 'kim',
        csm: 'cal',
        dealOwner: 'abe',
        openDeal: true,
        segment: 'enterprise',
        externalIds: { hubspot: '4711' },
      });
      expect(await accounts.save(acme)).toEqual({ outcome: 'done' });
      expect(await accounts.get('acme')).toEqual(acme);
      for (const domain of acme.domains) expect(await accounts.byDomain(domain)).toEqual(acme);
      expect(await accounts.byDomain('other.example')).toBeUndefined();
      expect(await accounts.get('other')).toBeUndefined();
    });

    it('are found by normalised names', async () => {
      await accounts.save(anAccount({ aliases: ['Acme Labs'] }));
      await accounts.save(anAccount({ id: 'acme-us', name: 'ACME, Inc.', domains: [] }));
      expect(await accounts.byName('acme')).toEqual(['acme', 'acme-us']);
      expect(await accounts.byName('acme labs')).toEqual(['acme']);
      expect(await accounts.byName('bolt')).toEqual([]);
    });

    it('own a domain exclusively, and name its owner', async () => {
      await accounts.save(anAccount());
      const bolt = anAccount({ id: 'bolt', name: 'Bolt', domains: ['bolt.example', 'acme.example'] });
      expect(await accounts.save(bolt)).toEqual({ outcome: 'claimed', domain: 'acme.example', account: 'acme' });
      expect(await accounts.get('bolt')).toBeUndefined();
      expect(await accounts.byDomain('bolt.example')).toBeUndefined();
      expect(await accounts.byName('bolt')).toEqual([]);
    });

    it('release removed domains, which another account may then claim', async () => {
      await accounts.save(anAccount());
      const moved = anAccount({ version: 2, name: 'Apex', domains: ['apex.example'] });
      expect(await accounts.save(moved)).toEqual({ outcome: 'done' });
      expect(await accounts.byDomain('acme.example')).toBeUndefined();
      expect(await accounts.byName('acme')).toEqual([]);
      expect(await accounts.save(anAccount({ id: 'new' }))).toEqual({ outcome: 'done' });
      expect((await accounts.byDomain('acme.example'))?.id).toBe('new');
    });

    it('are saved only on top of the previous version', async () => {
      expect(await accounts.save(anAccount({ version: 2 }))).toEqual({ outcome: 'stale' });
      expect(await accounts.save(anAccount())).toEqual({ outcome: 'done' });
      expect(await accounts.save(anAccount({ status: 'customer' }))).toEqual({ outcome: 'stale' });
      expect(await accounts.get('acme')).toEqual(anAccount());
    });

    it('may have the maximum number of domains and names', async () => {
      const many = Array.from({ length: 20 }, (_, at) => at);
      const domains = many.map((at) => `d${at}.example`);
      const big = anAccount({ domains, aliases: many.map((at) => `Alias ${at}`) });
      expect(await accounts.save(big)).toEqual({ outcome: 'done' });
      const other = {
        ...big,
        version: 2,
        domains: many.map((at) => `e${at}.example`),
        aliases: many.map((at) => `Other ${at}`),
      };
      expect(await accounts.save(other)).toEqual({ outcome: 'done' });
    });

    it('are listed by id until removed', async () => {
      for (const id of ['cyan', 'acme', 'bolt'])
        await accounts.save(anAccount({ id, name: id, domains: [`${id}.example`] }));
      expect((await accounts.list()).map(({ id }) => id)).toEqual(['acme', 'bolt', 'cyan']);
      const bolt = anAccount({ id: 'bolt', name: 'bolt', domains: ['bolt.example'] });
      expect(await accounts.remove({ ...bolt, version: 2 })).toEqual({ outcome: 'stale' });
      expect(await accounts.remove(bolt)).toEqual({ outcome: 'done' });
      expect(await accounts.remove(bolt)).toEqual({ outcome: 'stale' });
      expect((await accounts.list()).map(({ id }) => id)).toEqual(['acme', 'cyan']);
      expect(await accounts.byDomain('bolt.example')).toBeUndefined();
      expect(await accounts.byName('bolt')).toEqual([]);
    });
  });
}
