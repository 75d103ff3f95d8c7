import { expect } from 'vitest';
import type { Answer } from '../../shared/domain/answers/answer.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { RecyclingRules } from '../../shared/domain/plan/recycling.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { aPlan, aRecycling } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY } from './a-baton.ts';
import { SWEEP_ONLY } from './years.ts';

const score = (from: number) => ({ kind: 'field', field: 'score', test: { op: 'within', from } }) as const;
const touch = (...values: string[]) => ({ kind: 'field', field: 'touch', test: { op: 'in', values } }) as const;

/** The recycling rules of these scenarios: one reason of each kind. */
export const RECYCLING: Partial<RecyclingRules> = {
  reasons: {
    later: { track: 'calendar', atMostSeconds: 180 * DAY },
    no_answer: { track: 're-engage', afterSeconds: 30 * DAY, atMostSeconds: 400 * DAY, times: 2 },
    no_budget: { track: 'long', afterSeconds: 60 * DAY, atMostSeconds: 400 * DAY, onlyIf: score(60), times: 1 },
  },
  earlyIf: { kind: 'any', of: [touch('pricing_page'), score(40)] },
  coolDownSeconds: 7 * DAY,
};

/** The usual rules, which also match these touchpoints. */
function wanting(...touches: readonly string[]): Plan['layers'] {
  return aPlan().layers.map((layer) => ({
    ...layer,
    rules: layer.rules.map((rule) =>
      rule.rule === 'demo' ? { ...rule, when: touch('demo_request', ...touches) } : rule,
    ),
  }));
}

/** Starts a Baton with these recycling rules, in which only the sweep runs. */
export async function anOffice(
  recycling: Partial<RecyclingRules> = {},
  plan: Partial<Plan> = {},
): Promise<VirtualBaton> {
  const full = {
    recycling: aRecycling({ ...RECYCLING, ...recycling }),
    layers: wanting('pricing_page', 'reply'),
    ...plan,
  };
  return aBaton({ plan: full, switches: SWEEP_ONLY });
}

/** Builds a demo request whose owner gave these answers, one after another. */
export async function aLeadWithAnswers(baton: VirtualBaton, ...answers: readonly Answer[]): Promise<string> {
  const id = await baton.postOne(aDemoRequest());
  for (const answer of answers) {
    const { outcome } = await answerAsOwner(baton, id, answer);
    expect(outcome).toBe('done');
  }
  return id;
}

export const stageOf = async (baton: VirtualBaton, id: string) => (await baton.lead(id)).stage;
