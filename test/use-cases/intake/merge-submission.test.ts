import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../shared/adapters/crypto/sha256.ts';
import { addSeconds, type Instant } from '../../../shared/domain/instant.ts';
import { readSubmission } from '../../../shared/domain/intake/read-submission.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { mergeSubmission } from '../../../shared/use-cases/intake/merge-submission.ts';
import { aDemoRequest } from '../../scenarios/a-baton.ts';
import { aReceivedLead } from '../stopped-baton.ts';

const HOUR = 3600;
const ADA = { email: 'ada@north.example', name: 'Ada North' };

/** An open lead of Ada, and what merges a form into it. */
async function anOpenLead(form: object = {}) {
  const { baton, deps, id } = await aReceivedLead({}, form);
  const first = await baton.lead(id);
  const merge = async (
    said: Readonly<Record<string, string>>,
    options: {
      key?: string;
      id?: string;
      now?: Instant;
      externalIds?: readonly string[];
      lead?: typeof first;
      list?: Lead['importList'];
    } = {},
  ) => {
    const {
      key = 'second',
      now = addSeconds(baton.now, HOUR),
      externalIds = [],
      lead = await baton.lead(id),
    } = options;
    const fields = Object.entries(said).map(([name, value]) => ({ name, value }));
    const mapping = { source: 'webinar-tool', touch: 'webinar' };
    const read = readSubmission({ lead: { fields, problems: [] }, mapping, hash: sha256 });
    const claimed = { submission: key, ...(options.id !== undefined && { submissionId: options.id }) };
    return mergeSubmission(
      { lead, submission: { ...read, externalIds }, claimed, delivery: 'del_1', list: options.list, now },
      deps,
    );
  };
  const person = async () => (await deps.leads.person(id)) ?? { answers: {} };
  return { baton, deps, id, first, merge, person };
}

describe('a submission of a person with an open lead', () => {
  it('adds its data and a touchpoint, and keeps what it replaces', async () => {
    const { baton, id, merge, person } = await anOpenLead({ city: 'Kiel', country: 'DE' });
    expect(await merge({ ...ADA, city: 'Graz', country: 'AT', job_title: 'CTO' }, { id: 'form 7' })).toEqual(
      await baton.lead(id),
    );
    expect(await person()).toMatchObject({
      ...{ email: ADA.email, city: 'Graz', jobTitle: 'CTO' },
      otherValues: { city: ['Kiel'], country: ['DE'] },
    });
    const lead = await baton.lead(id);
    expect((await person()).submittedFacts).toEqual({ country: 'AT' });
    expect(lead.submissionKeys?.slice(-2)).toEqual(['second', 'form 7']);
    expect(lead.touchpoints.at(-1)).toEqual({
      ...{ touch: 'webinar', source: 'webinar-tool', at: addSeconds(baton.now, HOUR) },
    });
    expect((await baton.deps.leads.timeline(id)).at(-1)).toMatchObject({ data: { delivery: 'del_1' } });
  });

  it('does not replace what was said since, when it was received before', async () => {
    const { baton, id, merge, person } = await anOpenLead({ city: 'Kiel', country: 'DE' });
    await merge({ ...ADA, city: 'Graz', country: 'AT', job_title: 'CTO' }, { now: addSeconds(baton.now, -HOUR) });
    expect(await person()).toMatchObject({
      ...{ city: 'Kiel', jobTitle: 'CTO', otherValues: { city: ['Graz'], country: ['AT'] } },
    });
    const { touchpoints } = await baton.lead(id);
    expect((await person()).submittedFacts).toEqual({ country: 'DE' });
    expect(touchpoints.map(({ touch }) => touch)).toEqual(['webinar', 'demo_request']);
  });

  it('does not replace an address that can be read by one that cannot', async () => {
    const { merge, person } = await anOpenLead({ phone: '+49 30 23125123' });
    await merge({ email: 'ada at north', phone: 'later', name: 'Ada North' });
    expect(await person()).toMatchObject({
      ...{ email: ADA.email, otherValues: { email: ['ada at north'], phone: ['later'] } },
    });
  });

  it('keeps two people apart who write from one shared mailbox', async () => {
    const info = { email: 'info@north.example' };
    const { merge, person } = await anOpenLead({ ...info, name: 'Ada North', phone: '+49 30 23125123' });
    await merge({ ...info, name: 'Bo Holm' });
    expect(await person()).toMatchObject({ name: 'Bo Holm', otherPeople: [{ name: 'Ada North' }] });
  });
});

it('keeps the lead in its import list only if it comes from a list itself', async () => {
  const { baton, deps, id, merge } = await anOpenLead();
  const list = { source: 'trade-show', ownTurn: true };
  deps.world.leads.set(id, { ...(await baton.lead(id)), importList: list });
  await merge(ADA, { list });
  expect((await baton.lead(id)).importList).toEqual(list);
  await merge(ADA, { key: 'third' });
  expect((await baton.lead(id)).importList).toBeUndefined();
});

describe('the keys of a merged submission', () => {
  it('lead to the lead from then on', async () => {
    const { deps, id, merge } = await anOpenLead();
    const more = { ...ADA, phone: '+493023125123' };
    await merge(more, { id: 'form 7', externalIds: ['crm:7'] });
    const keys = await deps.personKeys({ ...more, answers: {} });
    expect(await Promise.all(keys.map((key) => deps.leads.leadOfPerson(key)))).toEqual([id, id]);
    expect(await deps.leads.leadOfSubmission('second')).toBe(id);
    expect(await deps.leads.leadOfSubmission('form 7')).toBe(id);
    expect(await deps.leads.leadOfExternalId('crm:7')).toBe(id);
    expect((await deps.leads.load(id))?.externalIds).toEqual(['crm:7']);
  });

  it('make a better key the best one of the lead', async () => {
    const phone = { phone: '+493023125123', name: 'Ada North' };
    const { baton, deps, id, first, merge } = await anOpenLead({ ...phone, email: undefined });
    await merge({ ...phone, email: ADA.email });
    const [email] = await deps.personKeys({ ...ADA, answers: {} });
    expect(first.personKey).not.toBe(email);
    expect((await baton.lead(id)).personKey).toBe(email);
  });

  it('stay with another open lead, which is noted as a possible duplicate', async () => {
    const { baton, deps, id, first, merge } = await anOpenLead();
    const bo = await baton.postOne(aDemoRequest('bo'));
    await merge({ email: 'bo@north.example', name: 'Ada North' });
    const [key = ''] = await deps.personKeys({ email: 'bo@north.example', answers: {} });
    expect(await deps.leads.leadOfPerson(key)).toBe(bo);
    expect(await baton.lead(id)).toMatchObject({ possibleDuplicateOf: bo, personKey: first.personKey });
    await merge(ADA, { key: 'third' });
    expect((await baton.lead(id)).possibleDuplicateOf).toBe(bo);
  });

  it('are taken over from a closed lead, which is noted', async () => {
    const { baton, deps, id, merge } = await anOpenLead();
    const bo = await baton.postOne(aDemoRequest('bo'));
    deps.world.leads.set(bo, {
      ...(await baton.lead(bo)),
      stage: { state: 'closed', outcome: 'converted', closedAt: baton.now },
    });
    await merge({ email: 'bo@north.example' });
    const [key = ''] = await deps.personKeys({ email: 'bo@north.example', answers: {} });
    expect(await deps.leads.leadOfPerson(key)).toBe(id);
    expect(await baton.lead(id)).toMatchObject({ personKey: key, earlierLeads: [bo] });
  });
});

describe('a submission that comes too late', () => {
  it('changes nothing when the lead changed meanwhile', async () => {
    const { baton, id, first, merge, person } = await anOpenLead();
    expect(await merge({ ...ADA, city: 'Graz' })).toEqual(await baton.lead(id));
    const before = [await baton.lead(id), await person()];
    expect(await merge({ ...ADA, city: 'Kiel' }, { key: 'third', lead: first })).toBeUndefined();
    expect([await baton.lead(id), await person()]).toEqual(before);
  });

  it('changes nothing when it was merged before', async () => {
    const { baton, id, merge } = await anOpenLead();
    expect(await merge(ADA)).toEqual(await baton.lead(id));
    const before = await baton.lead(id);
    expect(await merge(ADA)).toBeUndefined();
    expect(await baton.lead(id)).toEqual(before);
  });
});
