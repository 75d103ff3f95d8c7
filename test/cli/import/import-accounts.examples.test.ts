import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { prepareAccountImport } from '../../../cli/import/import-accounts.ts';
import { prepareRepImport } from '../../../cli/import/import-reps.ts';
import { prepareTerritoryImport } from '../../../cli/import/import-territories.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { RepBody } from '../../../shared/api/reps.ts';
import { aStoredLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';

const textOf = (file: string) => readFileSync(`examples/${file}`, 'utf8');
const people = Object.keys(parse(textOf('reps.yaml')).reps).map((id) => aRep({ id }));

it('the example files can be imported with the example reps', async () => {
  const deps = createInMemoryDeps();
  await saveReps(deps.reps, ...people);
  const common = { prune: false, stores: deps };
  const accounts = await prepareAccountImport({ file: 'accounts.csv', text: textOf('accounts.csv'), ...common });
  await accounts.apply(() => undefined);
  const territories = await prepareTerritoryImport({
    file: 'territories.csv',
    text: textOf('territories.csv'),
    zone: 'Europe/London',
    now: MONDAY,
    ...common,
  });
  await territories.apply(() => undefined);
  expect((await deps.accounts.byDomain('alpenwerk-shop.example'))?.dealOwner).toBe('raj.malhotra');
  expect((await deps.territories.current()).rows).toHaveLength(6);
});

it('reps are saved through the API with their leaves and addresses, and pruned reps are marked as having left', async () => {
  const deps = createInMemoryDeps();
  const leaves = [{ from: '2026-12-01T00:00:00.000Z', until: '2026-12-08T00:00:00.000Z' }];
  await saveReps(
    deps.reps,
    aRep({ id: 'pia.holm', leaves, addresses: { webhook: 'https://hooks.acme.example/pia' } }),
    aRep({ id: 'gone' }),
    aRep({ id: 'left', active: false }),
  );
  const calls: string[] = [];
  const api = {
    url: '',
    call: async (method: string, path: string, { body }: { readonly body?: unknown }) => {
      const { active, leaves: kept, addresses } = RepBody.parse(body);
      const reached = addresses?.webhook ?? 'as everybody';
      calls.push(`${method} ${path} ${active ? 'active' : 'left'} ${kept.length} ${reached}`);
      return undefined as never;
    },
  };
  const text = textOf('reps.csv');
  const found = await prepareRepImport({ file: 'reps.csv', text, prune: true, reps: deps.reps, api });
  expect(found.rows.map(({ sign, id }) => `${sign} ${id}`)).toEqual(['+ ola.berg', '~ pia.holm', '- gone']);
  await found.apply(() => undefined);
  expect(calls).toEqual([
    'PUT /v1/reps/ola.berg active 0 as everybody',
    'PUT /v1/reps/pia.holm active 1 https://hooks.acme.example/pia',
    'PUT /v1/reps/gone left 0 as everybody',
  ]);
});

it('new reps may be the backups of each other, and a backup in no team of theirs is named', async () => {
  const calls: unknown[] = [];
  const call = async (method: string, path: string, { body }: { readonly body?: unknown }) => {
    calls.push([method, path, RepBody.parse(body).backup]);
    return undefined as never;
  };
  const text = 'id,name,zone,teams,backup\na,A,Europe/Oslo,sdr,b\nb,B,Europe/Oslo,sdr,a\nc,C,Europe/Oslo,ae,a\n';
  const api = { url: '', call };
  const found = await prepareRepImport({ file: 'r.csv', text, prune: false, reps: createInMemoryDeps().reps, api });
  expect(found.effects).toContain('The backup is in no team of the rep, so takes over nothing: c.');
  await found.apply(() => undefined);
  expect(calls).toEqual([
    ['PUT', '/v1/reps/a', undefined],
    ['PUT', '/v1/reps/b', undefined],
    ['PUT', '/v1/reps/a', 'b'],
    ['PUT', '/v1/reps/b', 'a'],
    ['PUT', '/v1/reps/c', 'a'],
  ]);
});

it('an invalid file of reps is refused with line and column', async () => {
  const text = 'id,name,zone,teams,cap_open\nx,X,Mars,sdr:many,lots\n';
  const api = { url: '', call: () => Promise.reject(new Error('called')) };
  const refused = prepareRepImport({ file: 'r.csv', text, prune: false, reps: createInMemoryDeps().reps, api });
  await expect(refused).rejects.toThrow(/line 2, cap_open: expected a whole number/);
  await expect(refused).rejects.toThrow(/line 2, teams: expected teams such as/);
  await expect(refused).rejects.toThrow(/line 2, zone: IANA time zone/);
});

it('reps who leave a team and stay keep their leads, and the command that moves these is named', async () => {
  const deps = createInMemoryDeps();
  await saveReps(deps.reps, aRep({ id: 'kim' }), aRep({ id: 'lea' }));
  await aStoredLead(deps.leads, 'assigned', { rep: 'kim' });
  const text = 'id,name,zone,teams\nkim,Kim Aalto,Europe/Berlin,ae\nlea,Kim Aalto,Europe/Berlin,ae\n';
  const api = { url: '', call: () => Promise.reject(new Error('called')) };
  const { effects } = await prepareRepImport({ file: 'r.csv', text, prune: false, reps: deps.reps, api });
  expect(effects.filter((line) => line.includes('reassign'))).toEqual([
    'kim keeps 1 open lead. To move them: npm run baton -- reassign --from kim --to-team sdr --out moves.json --env ENV',
  ]);
});
