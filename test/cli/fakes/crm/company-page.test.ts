import { expect, it } from 'vitest';
import { answerCompanyPage } from '../../../../cli/fakes/crm/company-page.ts';
import { CrmDesk, type HubSpotEvent } from '../../../../cli/fakes/crm/crm-desk.ts';
import type { FakeActivity } from '../../../../cli/fakes/crm/fake-crm.ts';
import { putCompany } from '../../../../cli/fakes/crm/fake-hubspot-companies.ts';

const NOW = '2026-11-23T09:04:00.000Z';

function aCrm() {
  const activities = new Map<string, FakeActivity>();
  putCompany({ activities }, '70040', NOW, { name: 'Nord & Co', domain: 'nord.example', hubspot_owner_id: '7' });
  const posted: HubSpotEvent[] = [];
  const users = [
    { id: '7', email: 'kim@seller.example' },
    { id: '8', email: 'lee@seller.example' },
  ];
  const desk = new CrmDesk({ activities, setOwner: () => undefined }, () => NOW);
  return {
    activities,
    posted,
    users,
    desk,
    post: async (events: readonly HubSpotEvent[]) => void posted.push(...events),
  };
}
const press = (crm: ReturnType<typeof aCrm>, user: string, path = '/company/70040') =>
  answerCompanyPage({ method: 'POST', path, form: new URLSearchParams({ user }) }, crm);

it('shows each company with its domain and owner', async () => {
  const page = await answerCompanyPage({ method: 'GET', path: '/companies', form: new URLSearchParams() }, aCrm());
  expect(page.body).toContain('Nord &amp; Co');
  expect(page.body).toContain('nord.example');
  expect(page.body).toContain('<option value="7" selected>kim@seller.example</option>');
});

it('gives a company another owner, and tells Baton', async () => {
  const crm = aCrm();
  expect((await press(crm, '8')).status).toBe(303);
  expect(crm.activities.get('70040')?.values).toMatchObject({ name: 'Nord & Co', hubspot_owner_id: '8' });
  expect(crm.posted).toMatchObject([{ objectTypeId: '0-2', objectId: 70040, propertyName: 'hubspot_owner_id' }]);
});

it('says what was wrong, and changes nothing', async () => {
  const crm = aCrm();
  expect((await press(crm, '')).status).toBe(422);
  expect((await press(crm, '8', '/company/1')).status).toBe(404);
  expect(crm.activities.get('70040')?.values.hubspot_owner_id).toBe('7');
  expect(crm.posted).toEqual([]);
});
