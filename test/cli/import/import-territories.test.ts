import { beforeEach, describe, expect, it } from 'vitest';
import { prepareTerritoryImport } from '../../../cli/import/import-territories.ts';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { aStoredLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';

const FILE = `territory,team,owner,country,state,postal,employees,from,until
Bavaria,ae-field,kim,Germany,,80|81,,,2027-01-01
DACH,,,DE | AT | CH,,,,,
DACH large,,kim,DE,,,1000+,2027-01-01,
`;

describe('importing territories', () => {
  let deps: InMemoryDeps;
  beforeEach(async () => {
    deps = createInMemoryDeps();
    await saveReps(deps.reps, aRep({ id: 'kim' }));
  });

  const look = (text: string, options: { prune?: boolean; zone?: string } = {}) =>
    prepareTerritoryImport({ file: 't.csv', text, prune: false, zone: 'UTC', now: MONDAY, stores: deps, ...options });
  const problems = (text: string) =>
    look(text).then(
      () => 'taken',
      (error: Error) =>
        error.message
          .split('\n')
          .slice(1)
          .map((line) => line.trim())
          .join(' / '),
    );

  it('replaces the whole table, with normalized codes and dates', async () => {
    await (await look(FILE, { zone: 'Europe/Berlin' })).apply(() => undefined);
    const { version, rows } = await deps.territories.current();
    expect(version).toBe(1);
    expect(rows).toEqual([
      {
        id: 'Bavaria:DE:80:81',
        territory: 'Bavaria',
        team: 'ae-field',
        owner: 'kim',
        match: { country: ['DE'], postal: ['80', '81'] },
        until: '2026-12-31T23:00:00.000Z',
      },
      { id: 'DACH:DE:AT:CH', territory: 'DACH', match: { country: ['DE', 'AT', 'CH'] } },
      {
        id: 'DACH_large:DE:1000+:2026-12-31T23:00:00.000Z',
        territory: 'DACH large',
        owner: 'kim',
        match: { country: ['DE'], employees: { from: 1000 } },
        from: '2026-12-31T23:00:00.000Z',
      },
    ]);
  });

  it('is idempotent, keeps other rows, and prunes on request', async () => {
    await (await look(FILE)).apply(() => undefined);
    const again = await look(FILE);
    expect([again.rows, again.unchanged]).toEqual([[], 3]);
    await again.apply(() => undefined);
    expect((await deps.territories.current()).version).toBe(1);
    await (await look('territory,country\nNordics,SE|DK\n')).apply(() => undefined);
    expect((await deps.territories.current()).rows).toHaveLength(4);
    await (await look('territory,country\nNordics,SE|DK\n', { prune: true })).apply(() => undefined);
    expect((await deps.territories.current()).rows.map(({ territory }) => territory)).toEqual(['Nordics']);
  });

  it('counts the open leads that would change territory', async () => {
    await aStoredLead(deps.leads, 'queued');
    expect((await look('territory,region\nEverywhere,emea\n')).effects[0]).toContain('0 open leads');
    expect((await look('territory\nEverywhere\n')).effects[0]).toContain('1 open lead would change territory');
  });

  it('refuses ambiguous rows, with an example lead', async () => {
    expect(await problems('territory,country,employees\nDACH,DE|AT,\nLarge,,1000+\n')).toBe(
      'line 3: a lead with country DE, region emea, employees 1000+ is also claimed by line 2; add a more specific row to decide',
    );
    const decided = 'territory,country,employees\nDACH,DE|AT,\nLarge,,1000+\nGerman large,DE,1000+\n';
    expect(await problems(decided)).toContain('country AT');
    expect(await problems(`${decided}Austrian large,AT,1000+\n`)).toBe('taken');
  });

  it('accepts rows of which one is more specific, or whose periods do not overlap', async () => {
    expect(await problems('territory,country,region\nEMEA,,emea\nDACH,DE|AT,\n')).toBe('taken');
    expect(await problems('territory,country,from,until\nOld,DE,,2027-01-01\nNew,DE,2027-01-01,\n')).toBe('taken');
    expect(await problems('territory,country,from,until\nOld,DE,,2027-01-02\nNew,DE,2027-01-01,\n')).toContain(
      'from 2027-01-01T00:00:00.000Z on',
    );
  });

  it.each([
    ['territory,country\nX,Atlantis\n', 'line 2, country: expected countries such as DE or Germany'],
    ['territory,postal\nX,80\n', 'line 2, postal: requires a country'],
    ['territory,owner\nX,nobody\n', 'line 2, owner: no rep nobody exists'],
    ['territory,from\nX,tomorrow\n', 'line 2, from: expected a date such as 2027-01-01, or a timestamp with an offset'],
    ['territory,from,until\nX,2027-01-02,2027-01-01\n', 'line 2, until: expected after `from`'],
    ['territory,country\nX,DE\nX,DE\n', 'line 3: duplicates line 2, or has the same id'],
  ])('refuses %j', async (text, problem) => {
    expect(await problems(text)).toBe(problem);
  });
});
