import { describe, expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { redriveQuarantined } from '../../../shared/use-cases/intake/decide-quarantined.ts';
import { receiveDelivery } from '../../../shared/use-cases/intake/receive-delivery.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const SOURCE = { id: 'website', kind: 'generic', touch: 'demo_request' } as const;

function anIntake() {
  const deps = createInMemoryDeps();
  const post = (value: unknown, sentAs?: string) =>
    receiveDelivery(
      {
        source: SOURCE,
        contentType: 'application/json',
        body: Buffer.from(JSON.stringify(value)),
        ...(sentAs && { sentAs }),
      },
      MONDAY,
      deps,
    );
  return { deps, post };
}

describe('an id that came before', () => {
  const zoe = { submission_id: 'form-1', email: 'zoe@acme.example', name: 'Zoe Abel' };
  const ivo = { submission_id: 'form-1', email: 'ivo@north.example', name: 'Ivo Berg' };

  it('with other content is a submission of its own, and noted', async () => {
    const { deps, post } = anIntake();
    const leads = [await post(zoe), await post(ivo), await post(ivo), await post(zoe)].map(({ leads }) => leads[0]);
    expect(new Set(leads).size).toBe(2);
    expect(leads[3]).toBe(leads[0]);
    expect(await deps.leads.person(leads[1] ?? '')).toMatchObject({ name: 'Ivo Berg' });
    expect(await deps.findings.ofSource('website')).toMatchObject([
      { kind: 'problem', name: 'id_used_before', count: 1 },
    ]);
  });

  it('is the delivery\u2019s too', async () => {
    const { post } = anIntake();
    const { submission_id: _, ...withoutId } = zoe;
    const first = await post(withoutId, 'msg-1');
    expect((await post(withoutId, 'msg-1')).leads).toEqual(first.leads);
    expect((await post({ email: 'ivo@north.example' }, 'msg-1')).leads).not.toEqual(first.leads);
  });
});

describe('a submission that says no way to reach anybody', () => {
  it('waits in quarantine with its owner, and becomes a lead once corrected', async () => {
    const { deps, post } = anIntake();
    const received = await post({ name: 'Zoe Abel', company: 'Acme', submission_id: 's1' });
    expect(received).toMatchObject({ outcome: 'quarantined', problem: 'no_contact', leads: [] });
    const [waiting] = (await deps.deliveries.quarantined({ limit: 5 })).items;
    expect(waiting?.status).toMatchObject({ problem: 'no_contact', owner: 'admin' });
    const corrected = {
      contentType: 'application/json',
      body: Buffer.from('{"name":"Zoe Abel","email":"zoe@acme.example"}'),
    };
    const redriven = await redriveQuarantined({ id: received.delivery, by: 'kim', corrected, now: MONDAY }, deps);
    expect(redriven).toMatchObject({ outcome: 'processed', leads: [expect.any(String)] });
  });

  it('keeps nobody else of the same body waiting', async () => {
    const { post } = anIntake();
    const received = await post([{ name: 'Zoe Abel' }, { name: 'Ivo Berg', email: 'ivo@north.example' }]);
    expect(received).toMatchObject({ outcome: 'quarantined', leads: [expect.any(String)] });
  });

  it.each([
    { phone: '030 901820' },
    { website: 'acme.example' },
    { message: 'Write to zoe@acme.example' },
    { message: 'https://t.me/zoe' },
    { email: 'zoe at acme' },
    { test: true, name: 'Sample' },
  ])('does not include %j', async (said) => {
    expect(await anIntake().post(said)).toMatchObject({ outcome: 'processed', leads: [expect.any(String)] });
  });
});

describe('somebody who comes again', () => {
  const said = (more: object) => ({ email: 'zoe@acme.example', ...more });

  it('is known by what they said last, and nothing vanishes', async () => {
    const { deps, post } = anIntake();
    const [lead = ''] = (await post(said({ phone: '+4930901820', company: 'Acme', country: 'DE' }))).leads;
    await post(said({ phone: '+33199001234', company: 'North', country: 'FR' }));
    expect(await deps.leads.person(lead)).toMatchObject({
      phone: '+33199001234',
      company: 'North',
      otherValues: { phone: ['+4930901820'], company: ['Acme'], country: ['DE'] },
    });
    expect(await deps.leads.person(lead)).toMatchObject({ submittedFacts: { country: 'FR' } });
  });

  it('from a shared mailbox is shown beside whoever wrote before', async () => {
    const { deps, post } = anIntake();
    const [lead = ''] = (await post({ email: 'info@acme.example', name: 'Zoe Abel', phone: '+4930901820' })).leads;
    await post({ email: 'info@acme.example', name: 'Ivo Berg' });
    const person = await deps.leads.person(lead);
    expect(person).toMatchObject({ name: 'Ivo Berg', otherPeople: [{ name: 'Zoe Abel', phone: '+4930901820' }] });
    expect(person).not.toHaveProperty('phone');
  });
});
