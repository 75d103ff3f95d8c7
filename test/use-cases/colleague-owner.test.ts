import { expect, it } from 'vitest';
import { colleagueOwnerOf, leadsOfCompanies } from '../../shared/use-cases/colleague-owner.ts';
import { aBaton, aDemoRequest } from '../scenarios/a-baton.ts';

const ACME = 'domain:acme.example';
const aColleague = (name: string) => aDemoRequest(name, { email: `${name}@acme.example` });

it('the owner of the newest lead of a company is found, but not by that lead itself', async () => {
  const baton = await aBaton();
  const [first = '', second = ''] = [await baton.postOne(aColleague('ada')), await baton.postOne(aColleague('ben'))];
  const ownerOf = async (id: string) => {
    const { stage } = await baton.lead(id);
    return stage.state === 'assigned' ? stage.owner : undefined;
  };
  const found = await leadsOfCompanies([ACME, 'domain:bolt.example'], baton.deps);
  expect(found).toEqual([second, first]);
  expect(await ownerOf(first)).not.toBe(await ownerOf(second));
  expect(await colleagueOwnerOf('another', found, baton.deps)).toBe(await ownerOf(second));
  expect(await colleagueOwnerOf(second, found, baton.deps)).toBe(await ownerOf(first));
});

it('nobody is found while no lead of the company has an owner', async () => {
  const baton = await aBaton({ switches: { doorbell: false } });
  const id = await baton.postOne(aColleague('ada'));
  expect(await leadsOfCompanies([ACME], baton.deps)).toEqual([]);
  expect(await colleagueOwnerOf('another', [id], baton.deps)).toBeUndefined();
  expect(await colleagueOwnerOf(id, [id], baton.deps)).toBeUndefined();
});
