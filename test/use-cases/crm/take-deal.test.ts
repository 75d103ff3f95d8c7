import { describe, expect, it } from 'vitest';
import type { CrmDeal } from '../../../shared/domain/crm/crm-change.ts';
import { aReadOffice, type ReadOffice } from './a-read-crm.ts';

/** Somebody wins a deal about the lead in the CRM. */
function win(office: ReadOffice, deal: Partial<CrmDeal> = {}): void {
  const about = [{ record: office.record, formerRecords: [], lead: office.id }];
  const common = { type: 'deal', id: '501', at: office.now, changedAt: office.now, about } as const;
  office.crm.changes.deals.push({ ...common, outcome: 'won', amount: 12_000, ...deal });
}

describe('a deal that was won in the CRM', () => {
  it('ends the lead as converted, and the timeline says by which deal, where and when', async () => {
    const office = await aReadOffice();
    const at = office.now;
    office.pass(60);
    win(office, { at, currency: 'USD' });
    expect((await office.read()).taken).toContainEqual({ outcome: 'lead_closed', leadId: office.id });
    expect((await office.lead()).stage).toEqual({
      ...{ state: 'closed', outcome: 'converted', amount: 12_000, currency: 'USD', opportunity: '501' },
      ...{ closedAt: office.now, owner: 'kim' },
    });
    expect((await office.events()).at(-1)).toMatchObject({
      type: 'LeadClosed',
      actor: { kind: 'system' },
      data: { outcome: 'converted', rep: 'kim', opportunity: '501', via: 'hubspot', dealClosedAt: at },
    });
  });

  it('counts once, however often the CRM tells of it', async () => {
    const office = await aReadOffice();
    win(office);
    await office.read();
    office.pass(3600);
    win(office, { changedAt: office.now, amount: 99_000 });
    await office.read();
    expect((await office.events()).filter(({ type }) => type === 'LeadClosed')).toHaveLength(1);
    expect((await office.lead()).stage).toMatchObject({ amount: 12_000 });
  });

  it('is nobody’s if its contact is a copy that names the lead of another record', async () => {
    const office = await aReadOffice();
    win(office, { about: [{ record: 'copy', formerRecords: [], lead: office.id }] });
    await office.read();
    expect((await office.lead()).stage.state).toBe('assigned');
  });

  it('is not taken as won in the future', async () => {
    const office = await aReadOffice();
    win(office, { at: '2099-01-01T00:00:00.000Z' });
    await office.read();
    expect((await office.events()).at(-1)?.data).toMatchObject({ dealClosedAt: office.now });
  });

  it('comes after a call that was logged before it', async () => {
    const office = await aReadOffice();
    office.log();
    office.pass(10);
    win(office);
    await office.read();
    const types = (await office.events()).map(({ type }) => type);
    expect(types.slice(-2)).toEqual(['FirstResponseMade', 'LeadClosed']);
  });
});

describe('an open deal in the CRM', () => {
  const deal = { stages: { appointmentscheduled: 2 }, otherwise: 1 };
  const WEIGHING = { capacity: { working: 1, qualified: 1, deal } };
  const open = { outcome: 'open', stage: 'appointmentscheduled', user: 'u-kim' } as const;
  const loadOf = async (office: ReadOffice) => (await office.deps.reps.loadOf('kim')).open;

  /** A deal that takes two slots of the rep who works on its lead. */
  async function aWeighingDeal(): Promise<ReadOffice> {
    const office = await aReadOffice(WEIGHING);
    office.log();
    await office.read();
    office.pass(60);
    win(office, open);
    expect((await office.read()).taken).toContainEqual({ outcome: 'deal_moved', leadId: office.id });
    expect(await loadOf(office)).toBe(2);
    office.pass(60);
    return office;
  }

  it('is work of the rep behind its user, and no end of the lead', async () => {
    const office = await aWeighingDeal();
    expect((await office.lead()).stage).toMatchObject({ state: 'working', weight: 2 });
  });

  it.each([
    ['was deleted', { outcome: 'deleted', about: [] }],
    ['was lost', { outcome: 'lost' }],
    ['has no user any more', { user: undefined }],
    ['is of somebody who is no rep', { user: 'u-stranger' }],
    ['is about nobody any more', { about: [] }],
  ] as const)('is no work once it %s', async (_, after) => {
    const office = await aWeighingDeal();
    win(office, { ...open, ...after });
    await office.read();
    expect(await loadOf(office)).toBe(1);
    expect((await office.events()).at(-1)).toMatchObject({ type: 'DealMoved', data: { weight: 1 } });
  });

  it('takes its weight with it when it is won', async () => {
    const office = await aWeighingDeal();
    win(office);
    await office.read();
    expect(await loadOf(office)).toBe(0);
  });
});
