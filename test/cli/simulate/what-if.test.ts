import { describe, expect, it } from 'vitest';
import { applyWhatIf, parseHire, parseLeave, parseVolume } from '../../../cli/simulate/what-if.ts';
import { aRep } from '../../support/builders/rep.ts';

const MIA = aRep({ id: 'mia', zone: 'Europe/Berlin', teams: { sdr: 2 }, attributes: { language: ['de'] } });
const TOM = aRep({ id: 'tom', zone: 'Europe/London', teams: { sdr: 1 }, attributes: { language: ['en'] } });

describe('what is tried', () => {
  it('reads leaves within a month and beyond, one after the other', () => {
    const first = parseLeave('mia.keller:2026-12-01/14');
    expect(parseLeave('tom:2026-12-28/2027-01-08', first)).toEqual([
      { rep: 'mia.keller', from: '2026-12-01', to: '2026-12-14' },
      { rep: 'tom', from: '2026-12-28', to: '2027-01-08' },
    ]);
  });

  it.each(['mia', 'mia:2026-12-14/01', 'mia:2026-02-30/31', 'mia:2026-12-01'])('refuses the leave %s', (text) => {
    expect(() => parseLeave(text)).toThrow('Expected a rep and days such as mia.keller:2026-12-01/14.');
  });

  it('reads hires and volumes, and refuses others', () => {
    expect(parseHire('2@sdr-emea')).toEqual([{ count: 2, team: 'sdr-emea' }]);
    expect(parseVolume('x0.5')).toBe(0.5);
    for (const text of ['0@sdr', 'sdr', '2@']) expect(() => parseHire(text)).toThrow('Expected a number and a team');
    for (const text of ['3', 'x0', 'x-1']) expect(() => parseVolume(text)).toThrow('Expected a factor');
  });

  it('adds leaves in the zone of the rep, whole days', () => {
    const leaves = [{ rep: 'mia', from: '2026-12-01', to: '2026-12-14' }];
    const [mia] = applyWhatIf([MIA, TOM], { leaves, hires: [], volume: 1 });
    expect(mia?.leaves).toEqual([{ from: '2026-11-30T23:00:00.000Z', until: '2026-12-14T23:00:00.000Z' }]);
  });

  it('hires reps who have what somebody of the team has', () => {
    const reps = applyWhatIf([MIA, TOM], { leaves: [], hires: [{ count: 2, team: 'sdr' }], volume: 1 });
    expect(reps.slice(2)).toMatchObject([
      { id: 'new-sdr-1', teams: { sdr: 1 }, zone: 'Europe/Berlin', attributes: { language: ['de', 'en'] } },
      { id: 'new-sdr-2' },
    ]);
  });

  it('names a rep or a team that does not exist', () => {
    const leaves = [{ rep: 'zoe', from: '2026-12-01', to: '2026-12-02' }];
    expect(() => applyWhatIf([MIA], { leaves, hires: [], volume: 1 })).toThrow('There is no rep zoe; reps: mia.');
    expect(() => applyWhatIf([MIA], { leaves: [], hires: [{ count: 1, team: 'ae' }], volume: 1 })).toThrow('team ae');
  });
});
