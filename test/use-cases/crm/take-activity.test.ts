import { describe, expect, it } from 'vitest';
import { recordActivity } from '../../../shared/use-cases/answers/record-activity.ts';
import { aReadOffice } from './a-read-crm.ts';

describe('a call that was logged in the CRM', () => {
  it('stops the clock of the owner, once, and the timeline says where it was logged', async () => {
    const office = await aReadOffice();
    office.log();
    const result = await office.read();
    expect(result.taken).toContainEqual(
      expect.objectContaining({ outcome: 'activity', leadId: office.id, answered: expect.anything() }),
    );
    expect((await office.lead()).stage).toMatchObject({ state: 'working', owner: 'kim' });
    const [last] = (await office.events()).slice(-1);
    expect(last).toMatchObject({ type: 'FirstResponseMade', data: { how: 'call', via: 'hubspot' } });
    office.pass(60);
    expect((await office.read()).taken).toEqual([]);
  });

  it('counts once too if the CRM tells of it again, since somebody has edited it', async () => {
    const office = await aReadOffice();
    office.log();
    await office.read();
    office.pass(3600);
    office.log({ changedAt: office.now });
    await office.read();
    expect((await office.events()).filter(({ type }) => /FirstResponse|Worked|Contact/.test(type))).toHaveLength(1);
  });

  it('stops no clock if it is of a colleague, or of somebody unknown', async () => {
    const office = await aReadOffice();
    office.log({ id: 'call-1', user: 'u-lea' });
    office.log({ id: 'call-2', user: 'u-stranger' });
    await office.read();
    expect((await office.lead()).stage.state).toBe('assigned');
    const noted = (await office.events()).filter(({ type }) => type === 'ContactNoted');
    expect(noted.map(({ data }) => data)).toEqual([
      { rep: 'lea', how: 'call', via: 'hubspot' },
      { how: 'call', via: 'hubspot' },
    ]);
  });

  it('is nobody’s if its record is a copy that names the lead of another record', async () => {
    const office = await aReadOffice();
    office.log({ about: [{ record: 'copy', formerRecords: [], lead: office.id }] });
    await office.read();
    expect((await office.lead()).stage.state).toBe('assigned');
    office.log({ id: 'call-2', about: [{ record: 'merged', formerRecords: [office.record], lead: office.id }] });
    await office.read();
    expect((await office.lead()).stage.state).toBe('working');
  });
});

it('counts once if the same activity was posted before, with the CRM’s own id', async () => {
  const office = await aReadOffice();
  const { id, now, deps } = office;
  const key = `activity:${deps.hash(JSON.stringify(['hubspot', 'call-1']))}`;
  await recordActivity({ lead: id, kind: 'call', at: now, direction: 'outbound', rep: 'kim', key }, now, deps);
  office.log();
  await office.read();
  const contacts = (await office.events()).filter(({ type }) => /FirstResponse|Worked|Contact/.test(type));
  expect(contacts.map(({ type }) => type)).toEqual(['FirstResponseMade']);
});

it('takes a reply as a touchpoint, and says what was refused', async () => {
  const office = await aReadOffice();
  office.log({ id: 'mail-1', kind: 'reply' });
  office.log({ id: 'call-2', at: '2020-01-01T00:00:00.000Z' });
  expect((await office.read()).taken).toContainEqual({ outcome: 'refused', leadId: office.id, because: 'too_old' });
  const lead = await office.lead();
  expect(lead.stage.state).toBe('assigned');
  expect(lead.touchpoints.at(-1)).toMatchObject({ touch: 'reply', source: 'hubspot' });
});
