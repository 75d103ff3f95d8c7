import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchCondition } from '../../../shared/domain/plan/matches.ts';
import { chooseRoute, explainRoute } from '../../../shared/domain/routing/route.ts';
import { anyFeatures, anyPlan, TEAMS } from './any-plan.ts';

const plan = anyPlan();

describe('route, for any plan and lead', () => {
  it('closes, nurtures, or tries teams of the plan, each once, and ends in a queue with an owner', () => {
    fc.assert(
      fc.property(plan, anyFeatures, (plan, features) => {
        const decided = chooseRoute({ plan, features });
        if (decided.outcome !== 'assign') return;
        const last = decided.targets.at(-1);
        const tried = decided.targets.slice(0, -1).map((target) => target.kind === 'team' && target.team);

        expect(last?.kind === 'queue' && plan.queues[last.queue]?.owner).toBeTruthy();
        expect(TEAMS).toEqual(expect.arrayContaining(tried));
        expect(new Set(tried).size).toBe(tried.length);
      }),
    );
  });

  it('is deterministic and does not modify its input', () => {
    fc.assert(
      fc.property(plan, anyFeatures, (plan, features) => {
        const before = JSON.stringify({ plan, features });

        expect(chooseRoute({ plan, features })).toEqual(chooseRoute({ plan, features }));
        expect(JSON.stringify({ plan, features })).toBe(before);
      }),
    );
  });

  it('decides by the first rule that can take the lead', () => {
    fc.assert(
      fc.property(plan, anyFeatures, (plan, features) => {
        const rules = plan.layers.flatMap(({ rules }) => rules);
        const canTake = ({ when, then }: (typeof rules)[number]): boolean => {
          if (!matchCondition(when, features).holds) return false;
          const to =
            then.kind === 'assign' && typeof then.to === 'string'
              ? then.to.replace('{region}', String(features.region))
              : undefined;
          return to === undefined || TEAMS.includes(to);
        };

        const decided = explainRoute({ plan, features });
        const first = rules.findIndex(canTake);

        expect(decided.rule).toBe(rules[first]?.rule ?? 'otherwise');
        expect(decided.passedOver.slice(0, first < 0 ? rules.length : first).map(({ rule }) => rule)).toEqual(
          rules.slice(0, first < 0 ? rules.length : first).map(({ rule }) => rule),
        );
      }),
    );
  });

  it('is the same whether rules are looked up or tried one by one', () => {
    fc.assert(
      fc.property(plan, fc.array(anyFeatures, { minLength: 1, maxLength: 5 }), (plan, leads) => {
        for (const features of leads) {
          const { passedOver: _, ...explained } = explainRoute({ plan, features });
          expect(chooseRoute({ plan, features })).toEqual(explained);
        }
      }),
    );
  });

  it('ignores rules after one that ends the chain', () => {
    fc.assert(
      fc.property(plan, anyFeatures, (plan, features) => {
        const decided = chooseRoute({ plan, features });
        const by = plan.layers.flatMap(({ rules }) => rules).find(({ rule }) => rule === decided.rule);
        if (by === undefined || (by.then.kind === 'assign' && by.then.otherwise.kind === 'next')) return;
        const upTo = plan.layers.map(({ layer, rules }) => ({
          layer,
          rules: rules.filter(({ rule }) => rule.localeCompare(by.rule) <= 0),
        }));

        expect(chooseRoute({ plan: { ...plan, layers: upTo }, features })).toEqual(decided);
      }),
    );
  });
});
