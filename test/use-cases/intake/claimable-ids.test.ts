import { expect, it } from 'vitest';
import { claimableIds, leadByIds } from '../../../shared/use-cases/intake/claimable-ids.ts';
import { answerAsOwner } from '../../scenarios/a-baton.ts';
import { anAssignedLead } from '../stopped-baton.ts';

/** An assigned lead that has the external id of a CRM record. */
async function aLeadOfTheCrm() {
  const started = await anAssignedLead({}, { crm_record: 'crm-1' });
  const lead = await started.baton.lead(started.id);
  const [key = ''] = lead.externalIds;
  return { ...started, lead, key };
}

it('leaves an id with the open lead that has it, and offers the free ones once each', async () => {
  const { deps, key, id } = await aLeadOfTheCrm();
  expect(key).not.toBe('');
  expect(await claimableIds([key, 'free', 'free'], deps)).toEqual([{ key: 'free' }]);
  expect((await leadByIds(['free', key], deps))?.id).toBe(id);
});

it('takes an id over from a closed lead, which is no longer found by it', async () => {
  const { baton, deps, key, id } = await aLeadOfTheCrm();
  await answerAsOwner(baton, id, { answer: 'disqualified', reason: 'no_need' });
  expect(await claimableIds([key], deps)).toEqual([{ key, releasedBy: id }]);
  expect(await leadByIds([key], deps)).toBeUndefined();
});

it('keeps what the lead has and adds no more than it has room for', async () => {
  const { deps, lead, key } = await aLeadOfTheCrm();
  const many = Array.from({ length: 30 }, (_, index) => `new-${index}`);
  const claims = await claimableIds([...many, key], deps, lead);
  expect(claims).toHaveLength(20);
  expect(claims).toContainEqual({ key });
  const full = { id: lead.id, externalIds: [key, ...many] };
  expect(await claimableIds([key, 'other'], deps, full)).toEqual([{ key }]);
});
