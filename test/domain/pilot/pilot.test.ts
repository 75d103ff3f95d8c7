import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../shared/adapters/crypto/sha256.ts';
import { placeInPilot } from '../../../shared/domain/pilot/pilot.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const company = fc.string({ minLength: 1 });
const armOf = (pilot: { salt: string; share: number }, key: string) =>
  placeInPilot({ id: 'pilot_1', ...pilot }, { company: key }, sha256)?.arm;

describe('the arm of an account', () => {
  it('is the same for every lead of the account, whoever the person is', () => {
    fc.assert(
      fc.property(company, share, fc.string(), fc.string(), (acme, part, ann, bob) => {
        const pilot = { id: 'pilot_1', salt: 's', share: part };
        expect(placeInPilot(pilot, { company: acme, person: ann }, sha256)).toEqual(
          placeInPilot(pilot, { company: acme, person: bob }, sha256),
        );
      }),
    );
  });

  it('stays the candidate when the share grows, and only adds accounts', () => {
    fc.assert(
      fc.property(company, fc.string(), share, share, (key, salt, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        if (armOf({ salt, share: less }, key) === 'candidate')
          expect(armOf({ salt, share: more }, key)).toBe('candidate');
      }),
    );
  });

  it('is nobody’s at a share of 0, and everybody’s at 1', () => {
    fc.assert(
      fc.property(company, fc.string(), (key, salt) => {
        expect([armOf({ salt, share: 0 }, key), armOf({ salt, share: 1 }, key)]).toEqual(['control', 'candidate']);
      }),
    );
  });

  it('divides similar accounts by the share, and differently for each salt', () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `account:acme-${index}`);
    const inFirst = names.filter((name) => armOf({ salt: 'one', share: 0.1 }, name) === 'candidate');
    const inBoth = inFirst.filter((name) => armOf({ salt: 'two', share: 0.1 }, name) === 'candidate');
    // Four standard deviations of 10,000 draws, and of some 1,000.
    expect(Math.abs(inFirst.length - 1000)).toBeLessThan(120);
    expect(Math.abs(inBoth.length - inFirst.length / 10)).toBeLessThan(40);
  });

  it('is by the person where no company is known, and there is none for a lead without either', () => {
    const pilot = { id: 'pilot_1', salt: 's', share: 0.5 };
    const units = [{ company: 'p' }, { person: 'p' }].map((subject) => placeInPilot(pilot, subject, sha256)?.unit);
    expect(new Set(units).size).toBe(2);
    expect(placeInPilot(pilot, {}, sha256)).toBeUndefined();
  });

  it('is stored with a hash that names neither the account nor the person', () => {
    const place = placeInPilot({ id: 'p', salt: 's', share: 0.5 }, { company: 'domain:acme.example' }, sha256);
    expect(place?.unit).toMatch(/^[0-9a-f]{16}$/);
  });
});
