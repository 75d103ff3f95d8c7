import { describe, expect, it } from 'vitest';
import { keepReplacedFacts, mergePerson } from '../../../shared/domain/intake/merge-person.ts';

const ada = { email: 'ada@north.example', answers: { message: 'Please call me' } };

describe('mergePerson', () => {
  it('fills in unknown values and lets the newest one win, with the earlier one kept', () => {
    const said = { email: 'other@north.example', company: 'North', answers: {} };
    expect(mergePerson(ada, said)).toEqual({
      ...ada,
      ...said,
      answers: ada.answers,
      otherValues: { email: [ada.email] },
    });
    expect(mergePerson(undefined, said)).toEqual(said);
  });

  it('keeps every value that was ever said, each once, the latest replaced last', () => {
    const phones = ['+49301', '+49302', '+49301', '+49303'];
    const person = phones.reduce(
      (known, phone) => mergePerson(known, { phone, answers: {} }),
      mergePerson(undefined, ada),
    );
    expect(person).toMatchObject({ phone: '+49303', otherValues: { phone: ['+49302', '+49301'] } });
  });

  it('keeps what is known against a submission that came before', () => {
    const known = { phone: '+49302', company: 'North', answers: {} };
    const late = mergePerson(known, { phone: '+49301', city: 'Bonn', answers: {} }, { isLate: true });
    expect(late).toEqual({ ...known, city: 'Bonn', otherValues: { phone: ['+49301'] } });
  });

  it('does not replace a value that can be used by one that cannot', () => {
    const isReadable = (_: string, value: string) => value.startsWith('+');
    const merged = mergePerson({ phone: '+49301', answers: {} }, { phone: 'ext. 4', answers: {} }, { isReadable });
    expect(merged).toEqual({ phone: '+49301', answers: {}, otherValues: { phone: ['ext. 4'] } });
  });

  it.each([
    [{ name: 'Zoe Abel' }, { firstName: 'Zoe' }, { name: 'Zoe Abel' }],
    [
      { firstName: 'Zoe', lastName: 'Abel' },
      { name: 'Ivo Berg' },
      { name: 'Ivo Berg', otherValues: { name: ['Zoe Abel'] } },
    ],
    [{ firstName: 'Zoe' }, { name: 'Zoe Abel' }, { name: 'Zoe Abel' }],
    [
      { name: 'ZOE ABEL' },
      { firstName: 'Zoe', lastName: 'Abel' },
      { name: 'ZOE ABEL', firstName: 'Zoe', lastName: 'Abel' },
    ],
  ])('takes all parts of a name from one submission: %j, then %j', (known, said, merged) => {
    expect(mergePerson({ ...known, answers: {} }, { ...said, answers: {} })).toEqual({ ...merged, answers: {} });
  });

  it('keeps both people of a shared mailbox, each with what is theirs', () => {
    const zoe = {
      name: 'Zoe Abel',
      phone: '+49301',
      jobTitle: 'CEO',
      email: 'info@north.example',
      company: 'North',
      answers: {},
    };
    const ivo = { name: 'Ivo Berg', email: 'info@north.example', answers: {} };
    const merged = mergePerson(zoe, ivo, { isSharedMailbox: true });
    expect(merged).toEqual({
      ...ivo,
      company: 'North',
      otherPeople: [{ name: 'Zoe Abel', phone: '+49301', jobTitle: 'CEO' }],
    });
    expect(mergePerson(merged, zoe, { isSharedMailbox: true }).otherPeople).toHaveLength(2);
    expect(mergePerson(zoe, { ...ivo, name: 'Zoe' }, { isSharedMailbox: true })).toEqual(zoe);
  });

  it('cuts no character in two', () => {
    const long = mergePerson(
      { company: `${'a'.repeat(199)}😀`, answers: { note: 'x' } },
      { company: 'North', answers: { note: '😀'.repeat(5000) } },
    );
    expect(JSON.stringify(long)).not.toContain('\\ud8');
    expect(long.answers.note?.isWellFormed()).toBe(true);
    expect(long.otherValues?.company).toEqual(['a'.repeat(199)]);
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

describe('keepReplacedFacts', () => {
  it('keeps the earlier value of a routing field with the person', () => {
    const facts = keepReplacedFacts(
      ada,
      { country: 'DE', employees: '10' },
      { country: 'FR', employees: '10', industry: 'x' },
    );
    expect(facts.otherValues).toEqual({ country: ['DE'] });
    expect(keepReplacedFacts(ada, { country: 'DE' }, { employees: '5' })).toBe(ada);
  });
});
