import { expect, it } from 'vitest';
import { aBaton, aDemoRequest, answerAsOwner } from './a-baton.ts';

it.each([
  ['who closed it', { answer: 'converted' }, 'no_owner'],
  ['who postponed it', { answer: 'not_now', until: '2027-01-11T00:00:00.000Z' }, 'no_owner'],
] as const)(
  'tells the rep %s that nobody holds the lead now, and another rep that it is not theirs',
  async (_, answer, because) => {
    const baton = await aBaton({ reps: [{ id: 'kim' }] });
    const leadId = await baton.postOne(aDemoRequest());
    expect((await answerAsOwner(baton, leadId, answer)).outcome).toBe('done');
    const contacted = { answer: 'contacted' } as const;
    expect(await answerAsOwner(baton, leadId, contacted, { person: 'kim' })).toEqual({ outcome: 'refused', because });
    expect(await answerAsOwner(baton, leadId, contacted, { person: 'lea' })).toEqual({
      outcome: 'refused',
      because: 'not_owner',
    });
  },
);
