import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REPS_FILE, readDemoInputs } from '../../../cli/demo/inputs.ts';
import { channelsOf, readOfficePeople } from '../../../cli/demo/office.ts';
import { slackAddress } from '../../../shared/channels/slack/slack-address.ts';

it('knows everybody of the example in Slack and in HubSpot', () => {
  const { members, users, reps } = readOfficePeople(readFileSync(REPS_FILE, 'utf8'));
  expect(members).toContainEqual({ id: 'U0MIAKELLER', name: 'Mia Keller', email: 'mia.keller@seller.example' });
  expect(reps.get('U0MIAKELLER')).toBe('mia.keller');
  expect(new Set(members.map(({ id }) => slackAddress.parse(id))).size).toBe(members.length);
  expect(users.map(({ email }) => email)).toEqual(members.map(({ email }) => email));
  expect(new Set(users.map(({ id }) => id)).size).toBe(users.length);
});

it('takes the member id that the file gives, else one that can be found by e-mail', () => {
  const file =
    'reps: {a.b: {name: A, email: a@x.example, addresses: {slack: U0OTHER}}, c.d: {name: C, email: c@x.example}}';
  expect(readOfficePeople(file).members.map(({ id }) => id)).toEqual(['U0OTHER', 'U0CD']);
});

it('has the channels that the plan names', async () => {
  const { plan } = await readDemoInputs();
  expect(channelsOf(plan)).toEqual([
    { id: 'C0SDREMEA', name: 'sdr-emea' },
    { id: 'C0AEDESK', name: 'ae-desk' },
  ]);
});
