import { describe, expect, it } from 'vitest';
import { mergePerson } from '../../../shared/domain/intake/merge-person.ts';

const ada = { email: 'ada@north.example', answers: { message: 'Please call me' } };

describe('mergePerson', () => {
  it('fills in unknown values and keeps known ones', () => {
    const said = { email: 'other@north.example', company: 'North', answers: {} };
    expect(mergePerson(ada, said)).toEqual({ ...ada, company: 'North' });
    expect(mergePerson(undefined, said)).toEqual(said);
  });

  it('appends new answers to old ones, once', () => {
    const again = mergePerson(ada, { answers: { message: 'It is urgent', budget: '50k' } });
    expect(again.answers).toEqual({ message: 'Please call me\nIt is urgent', budget: '50k' });
    expect(mergePerson(again, { answers: { message: 'It is urgent' } })).toEqual(again);
  });

  it('does not grow without limit', () => {
    let person = mergePerson(undefined, ada);
    for (let touch = 0; touch < 50; touch += 1) {
      const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`field ${touch} ${index}`, 'x']));
      person = mergePerson(person, { answers: { message: `${touch} ${'y'.repeat(1000)}`, ...many } });
    }
    expect(Object.keys(person.answers)).toHaveLength(200);
    expect(person.answers.message).toHaveLength(10_000);
    expect(person.answers.message).toContain('49 y');
  });

  it('keeps the item small enough to be saved, however much is written', () => {
    let person = mergePerson(undefined, ada);
    for (let field = 0; field < 190; field += 1) {
      person = mergePerson(person, { answers: { [`field ${field}`]: 'z'.repeat(9000) } });
    }
    expect(JSON.stringify(person).length).toBeLessThan(120_000);
    expect(person.answers.message).toBe('Please call me');
  });
});
