import { beforeEach, expect, it } from 'vitest';
import { connect } from '../../../cli/crm/connect.ts';
import type { CrmAccess } from '../../../cli/crm/crm-access.ts';
import { showCrmUsers } from '../../../cli/crm/users.ts';
import { failure, success } from '../../../shared/domain/result.ts';
import type { Rep } from '../../../shared/domain/team/rep.ts';
import { aRep } from '../../support/builders/rep.ts';
import { aCrmAccess, type CrmAccessUnderTest, TOKEN } from './a-crm-access.ts';

const user = (name: string, active = true) => ({ id: `u-${name}`, email: `${name}@acme.example`, active });

let env: CrmAccessUnderTest;
beforeEach(async () => {
  env = await aCrmAccess();
  await connect(
    { system: 'hubspot', url: 'https://api.hubapi.com', secrets: { hubspot: { token: TOKEN } } },
    env.access,
  );
});

/** Shows a CRM with these users beside these reps. */
async function show(names: readonly string[], reps: readonly Partial<Rep>[], options: { apply?: boolean } = {}) {
  const { open } = env.access;
  const access: CrmAccess = {
    ...env.access,
    listReps: async () => reps.map((rep) => aRep(rep)),
    open: (...given) => ({ ...open(...given), users: async () => success(names.map((name) => user(name))) }),
  };
  return showCrmUsers(options, access);
}
const mapped = async () => (await env.access.settings.read('crm'))?.users;
async function mapUsers(users: Readonly<Record<string, string>>) {
  const before = await env.access.settings.read('crm');
  if (before) await env.access.settings.save('crm', { ...before, users });
}

it('says who is whom, and by what', async () => {
  await mapUsers({ kim: 'u-dana' });
  const reps = [
    { id: 'kim' },
    { id: 'lea', email: 'lea@acme.example' },
    { id: 'max', attributes: { crm: ['u-max'] } },
    { id: 'left', active: false },
  ];
  expect(await show(['dana', 'lea', 'max'], reps)).toEqual([
    'kim                  dana@acme.example (u-dana), as mapped',
    'lea                  lea@acme.example (u-lea), by e-mail address',
    'max                  max@acme.example (u-max), by the attribute crm',
    '',
    'Each user of the CRM is a rep.',
  ]);
});

it('says which reps are no users, and who they probably are, and maps these only when told', async () => {
  const reps = [{ id: 'kim' }, { id: 'lea' }];
  const shown = await show(['kim'], reps);
  expect(shown).toContain('kim                  no user; probably kim@acme.example (u-kim)');
  expect(shown).toContain('lea                  no user; their leads get no owner in the CRM');
  expect(shown.at(-1)).toContain('add --apply');
  expect(await mapped()).toEqual({});
  expect((await show(['kim'], reps, { apply: true })).at(-1)).toBe('Saved: 1 more are mapped.');
  expect(await mapped()).toEqual({ kim: 'u-kim' });
});

it('keeps what is mapped, and maps nobody to the user of another rep', async () => {
  await mapUsers({ lea: 'u-kim', max: 'u-gone' });
  const shown = await show(['kim', 'max'], [{ id: 'kim' }, { id: 'lea' }, { id: 'max' }], { apply: true });
  expect(shown).toContain('kim                  no user; their leads get no owner in the CRM');
  expect(shown).toContainEqual(expect.stringContaining('no user: u-gone, as mapped, is gone or cannot own records'));
  expect(await mapped()).toEqual({ lea: 'u-kim', max: 'u-gone' });
});

it('offers users who are no reps as lines for the reps data, and nobody who left', async () => {
  const reps = [
    { id: 'kim', email: 'kim@acme.example' },
    { id: 'old', active: false, email: 'left@acme.example' },
  ];
  const shown = await show(['kim', 'dana.ruiz', 'left'], reps);
  expect(shown.slice(-2)).toEqual([
    "No reps: 1 of the CRM's users. To make them reps, add these to the reps data, with their zone and teams:",
    '  dana.ruiz: {name: Dana Ruiz, email: dana.ruiz@acme.example, zone: Area/City, teams: {}}',
  ]);
});

it('says in a sentence why the CRM does not answer', async () => {
  const { open } = env.access;
  const access = {
    ...env.access,
    open: (...given: Parameters<typeof open>) => ({
      ...open(...given),
      users: async () => failure({ code: 'unauthorized' as const }),
    }),
  };
  await expect(showCrmUsers({}, access)).rejects.toThrow('The CRM refused the credentials');
});
