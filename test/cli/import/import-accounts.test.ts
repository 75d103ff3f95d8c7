import { beforeEach, describe, expect, it } from 'vitest';
import { prepareAccountImport } from '../../../cli/import/import-accounts.ts';
import { formatPreview } from '../../../cli/import/preview.ts';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';

const FILE = `id;name;domains;aliases;parent;owner;status;open_deal;segment;external:hubspot
holding;Acme Holding;;;;;;;;
acme;Acme GmbH;acme.example | www.acme.co.uk;Acme Labs;holding;kim;customer;yes;enterprise;4711
`;

describe('importing accounts', () => {
  let deps: InMemoryDeps;
  beforeEach(async () => {
    deps = createInMemoryDeps();
    await saveReps(deps.reps, aRep({ id: 'kim' }), aRep({ id: 'lou', active: false }));
  });

  const look = (text: string, prune = false) => prepareAccountImport({ file: 'a.csv', text, prune, stores: deps });
  const apply = async (text: string, prune = false) => (await look(text, prune)).apply(() => undefined);
  const refusal = async (text: string, prune = false) =>
    look(text, prune).then(
      () => 'taken',
      (error: Error) =>
        error.message
          .split('\n')
          .slice(1)
          .map((line) => line.trim())
          .join(' / '),
    );

  it('previews new accounts, and writes nothing', async () => {
    const lines = formatPreview(await look(FILE)).join('\n');
    expect(lines).toContain('2 added, 0 changed, 0 removed, 0 unchanged');
    expect(lines).toMatch(/\+ +acme +Acme GmbH/);
    expect(await deps.accounts.list()).toEqual([]);
  });

  it('reports names shared by several accounts, including stored ones', async () => {
    await apply(FILE);
    const { effects: meaning } = await look('id,name\nacme-us,ACME Inc.\nother,Other Inc.\n');
    expect(meaning.at(-1)).toBe(
      '1 name shared by several accounts and therefore not used for matching: acme-us = acme',
    );
    expect((await look('id,name\nother,Other Inc.\n')).effects).toHaveLength(1);
  });

  it('saves the accounts of the file, with external ids', async () => {
    await apply(FILE);
    expect(await deps.accounts.byDomain('acme.co.uk')).toEqual({
      id: 'acme',
      name: 'Acme GmbH',
      domains: ['acme.example', 'acme.co.uk'],
      aliases: ['Acme Labs'],
      parent: 'holding',
      owner: 'kim',
      status: 'customer',
      openDeal: true,
      segment: 'enterprise',
      externalIds: { hubspot: '4711' },
      version: 1,
    });
  });

  it('is idempotent, and shows which fields changed', async () => {
    await apply(FILE);
    expect((await look(FILE)).rows).toEqual([]);
    await apply(FILE);
    expect((await deps.accounts.get('acme'))?.version).toBe(1);
    const changed = FILE.replace('customer;yes', 'former;no');
    expect((await look(changed)).rows).toEqual([{ sign: '~', id: 'acme', what: 'openDeal, status' }]);
  });

  it('removes accounts that are not in the file only with prune', async () => {
    await apply(FILE);
    const less = 'id,name\nholding,Acme Holding\n';
    expect((await look(less)).rows).toEqual([]);
    expect((await look(less, true)).rows).toEqual([{ sign: '-', id: 'acme', what: 'Acme GmbH' }]);
    await apply(less, true);
    expect((await deps.accounts.list()).map(({ id }) => id)).toEqual(['holding']);
  });

  it('moves domains between accounts, and lets two accounts swap them', async () => {
    await apply('id,name,domains\na,Alpha,a.example\nb,Beta,b.example\n');
    await apply('id,name,domains\na,Alpha,b.example\nb,Beta,a.example\n');
    expect((await deps.accounts.byDomain('b.example'))?.id).toBe('a');
    expect((await deps.accounts.byDomain('a.example'))?.id).toBe('b');
  });

  it('resumes after an interruption', async () => {
    const save = deps.accounts.save.bind(deps.accounts);
    const failing = {
      ...deps,
      accounts: Object.assign(Object.create(deps.accounts), {
        list: () => deps.accounts.list(),
        get: (id: string) => deps.accounts.get(id),
        save: (account: Parameters<typeof save>[0]) => {
          if (account.id === 'acme') throw new Error('throttled');
          return save(account);
        },
      }),
    };
    const broken = await prepareAccountImport({ file: 'a.csv', text: FILE, prune: false, stores: failing });
    await expect(broken.apply(() => undefined)).rejects.toThrow('throttled');
    expect((await look(FILE)).rows.map(({ id }) => id)).toEqual(['acme']);
    await apply(FILE);
    expect((await look(FILE)).rows).toEqual([]);
  });

  it('reports inactive owners, and accepts the file', async () => {
    const found = await look('id,name,owner\na,Alpha,lou\n');
    expect(found.effects.join('\n')).toContain('inactive: lou');
  });

  it.each([
    [
      'id,name,domains\na,Alpha,gmail.com\n',
      'line 2, domains: expected company domains, not those of public mail providers',
    ],
    ['id,name,domains\na,Alpha,x.example\nb,Beta,x.example\n', 'line 3, domains: x.example already belongs to a'],
    ['id,name\na,Alpha\na,Again\n', 'line 3, id: is already on line 2'],
    ['id,name,parent\na,Alpha,zeta\n', 'line 2, parent: no account zeta exists'],
    [
      'id,name,parent\na,Alpha,b\nb,Beta,a\n',
      'line 2, parent: a would be its own ancestor / line 3, parent: b would be its own ancestor',
    ],
    ['id,name,owner\na,Alpha,nobody\n', 'line 2, owner: no rep nobody exists'],
    [
      'id,name,status,open_deal\na,Alpha,friend,maybe\n',
      'line 2, status: expected one of prospect, customer, former, partner, competitor / line 2, open_deal: expected yes or no',
    ],
  ])('refuses %j with every problem', async (text, problems) => {
    expect(await refusal(text)).toBe(problems);
    expect(await deps.accounts.list()).toEqual([]);
  });

  it('checks domains and parents against stored accounts, unless they are pruned', async () => {
    await apply('id,name,domains\na,Alpha,a.example\n');
    expect(await refusal('id,name,domains\nb,Beta,a.example\n')).toBe(
      'line 2, domains: a.example already belongs to a',
    );
    expect(await refusal('id,name,domains,parent\nb,Beta,,a\n')).toBe('taken');
    expect(await refusal('id,name,domains\nb,Beta,a.example\n', true)).toBe('taken');
  });
});
