import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListedLead } from '../../../cli/reassign/listed-lead.ts';
import { giveToRep, shareInTeam } from '../../../cli/reassign/share-leads.ts';
import type { MemberView } from '../../../shared/api/teams.ts';

function aListedLead(overrides: Partial<ListedLead> = {}): ListedLead {
  return {
    ...{ id: 'lead_1', state: 'assigned', epoch: 1, version: 3, source: 'website', test: false },
    ...{ receivedAt: '2026-11-23T09:00:00.000Z', owner: 'kim', previousHolders: [], reassignments: 0, cycle: 0 },
    credited: [],
    ...overrides,
  };
}

const leadsOf = (count: number) => Array.from({ length: count }, (_, at) => aListedLead({ id: `lead_${at}` }));
const aMember = (id: string, more: Partial<MemberView> = {}): MemberView => ({
  ...{ id, name: id, active: true, weight: 1, open: 0 },
  ...more,
});
const countFor = (moves: readonly { readonly to: string }[], rep: string) =>
  moves.filter(({ to }) => to === rep).length;

describe('giveToRep', () => {
  it('moves all but what the rep has already', () => {
    const leads = [aListedLead(), aListedLead({ id: 'lead_2', owner: 'lea' })];
    expect(giveToRep(leads, 'lea')).toEqual({
      moves: [{ lead: 'lead_1', epoch: 1, state: 'assigned', from: 'kim', to: 'lea' }],
      stays: [{ lead: 'lead_2', owner: 'lea', because: 'already_theirs' }],
    });
  });
});

describe('shareInTeam', () => {
  it('shares by weight, and takes into account what each has open', () => {
    const { moves } = shareInTeam(leadsOf(9), [aMember('lea', { weight: 2 }), aMember('max')]);
    expect([countFor(moves, 'lea'), countFor(moves, 'max')]).toEqual([6, 3]);
    const uneven = shareInTeam(leadsOf(4), [aMember('lea', { open: 4 }), aMember('max')]);
    expect(countFor(uneven.moves, 'max')).toBe(4);
  });

  it('gives none to who has left, is away or takes no turns, nor to the owner', () => {
    const members = [
      ...[aMember('ann', { active: false }), aMember('bea', { awayUntil: '2026-12-01T00:00:00.000Z' })],
      ...[aMember('cid', { weight: 0 }), aMember('kim'), aMember('max')],
    ];
    expect(shareInTeam(leadsOf(3), members).moves.map(({ to }) => to)).toEqual(['max', 'max', 'max']);
  });

  it('gives a former owner their lead back only if nobody else can take it', () => {
    const lead = aListedLead({ previousHolders: ['lea'] });
    expect(shareInTeam([lead], [aMember('lea'), aMember('max', { open: 5 })]).moves).toMatchObject([{ to: 'max' }]);
    expect(shareInTeam([lead], [aMember('lea')]).moves).toMatchObject([{ to: 'lea' }]);
  });

  it('never exceeds a cap, leaves nothing out, and is fair to within one lead, property', () => {
    const members = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('ann', 'bea', 'cid', 'dan', 'eva'),
        weight: fc.integer({ min: 1, max: 3 }),
        open: fc.nat(6),
        openCap: fc.option(fc.nat(12), { nil: undefined }),
      }),
      { selector: ({ id }) => id, minLength: 1 },
    );
    fc.assert(
      fc.property(members, fc.nat(30), (some, count) => {
        const team = some.map((member) => aMember(member.id, member));
        const { moves, stays } = shareInTeam(leadsOf(count), team);
        expect([...moves, ...stays].map(({ lead }) => lead).sort()).toEqual(
          leadsOf(count)
            .map(({ id }) => id)
            .sort(),
        );
        const filled = team.map(({ id, open, weight, openCap }) => {
          const then = open + countFor(moves, id);
          if (countFor(moves, id) > 0 && openCap !== undefined) expect(then).toBeLessThanOrEqual(openCap);
          return { then, weight, got: countFor(moves, id), isFull: openCap !== undefined && then + 1 > openCap };
        });
        if (stays.length > 0) expect(filled.every(({ isFull }) => isFull)).toBe(true);
        // Whoever got a lead was, before it, not fuller by weight than anybody who still has room.
        for (const one of filled.filter(({ got }) => got > 0))
          for (const other of filled.filter(({ isFull }) => !isFull))
            expect(one.then / one.weight).toBeLessThanOrEqual((other.then + 1) / other.weight + 1e-9);
      }),
    );
  });
});
