import { expect, it } from 'vitest';
import { coverageOf, rankRoutingFields, routingFieldsOf } from '../../../shared/domain/plan/routing-fields.ts';
import { aPlan } from '../../support/builders/plan.ts';

/** A plan that uses a field in each possible place. */
function aCuriousPlan() {
  const plan = aPlan();
  const [demo] = plan.layers[1]?.rules ?? [];
  if (demo?.then.kind !== 'assign') throw new Error('the plan has its demo rule');
  const asks = (field: string) => ({ kind: 'field', field, test: { op: 'known' } }) as const;
  const when = {
    kind: 'any',
    of: [asks('employees'), { kind: 'all', of: [asks('industry'), asks('touch')] }],
  } as const;
  const then = { ...demo.then, need: ['territory', 'language'] };
  return aPlan({
    layers: [
      {
        layer: 'only',
        rules: [
          { rule: 'one', when, then },
          { rule: 'two', when: asks('account.status'), then },
          { rule: 'three', when: asks('cycle'), then },
        ],
      },
    ],
    slas: [{ sla: 'big', when: asks('revenue'), firstTouchSeconds: 60, ladder: 'soft' }, ...plan.slas],
  });
}

it('are the fields in rules, SLAs and `need`, except those that need no enrichment', () => {
  expect(routingFieldsOf(aCuriousPlan())).toEqual(['country', 'employees', 'industry', 'language', 'revenue']);
});

it('are ranked by how often the plan asks about them, then by name', () => {
  const plan = aCuriousPlan();
  const bigOnly = { kind: 'field', field: 'revenue', test: { op: 'known' } } as const;
  const slas = [...Array(4).keys()].map((at) => ({
    sla: `s${at}`,
    when: bigOnly,
    firstTouchSeconds: 60,
    ladder: 'soft',
  }));
  expect(rankRoutingFields({ ...plan, slas })).toEqual(['revenue', 'country', 'language', 'employees', 'industry']);
});

it('are counted as known or missing; a guess counts as known', () => {
  const features = { touch: 'demo_request', country: 'DE', employees: '1000+', language: 'de' };
  expect(coverageOf(aCuriousPlan(), features, 'fetched')).toEqual({
    outcome: 'fetched',
    wantedCount: 5,
    knownCount: 3,
    missing: ['industry', 'revenue'],
  });
});
