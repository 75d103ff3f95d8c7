import { describe, expect, it } from 'vitest';
import { formatWeights, type Weights } from '../../../cli/weights/weights-text.ts';
import { someBestTerms } from '../../support/builders/turn-weights.ts';

const ada = { rep: 'ada', factor: 1.206, leads: 120, hits: 41, expected: 32.9, factorInForce: 1.1 };
const cy = { rep: 'cy', factor: 0.84, leads: 120, hits: 25, expected: 32.9, factorInForce: 0.9 };
const di = { rep: 'di', factor: 1, leads: 12, hits: 6, expected: 3.3, factorInForce: 1, because: 'few_leads' } as const;

const text = (reps: Weights['reps'], more: Partial<Weights> = {}) =>
  formatWeights({ team: 'sdr', isInPlan: true, terms: someBestTerms(), reps, ...more });

describe('the weights of a team', () => {
  it('are shown best first, each with what it came from', () => {
    const lines = text([cy, di, ada], { inForce: { version: 7, at: '2026-11-27T00:05:00.000Z' } }).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'Team sdr: leads won, assigned 30 to 90 days ago; at most 1.5 times the usual share, from 30 leads on.',
      'These are the terms of the active plan.',
      'In force since 2026-11-27T00:05:00.000Z, version 7.',
    ]);
    const rows = lines.filter((line) => /^(ada|cy|di) /.test(line));
    expect(rows.map((row) => row.slice(0, 3).trim())).toEqual(['ada', 'di', 'cy']);
    expect(rows[0]).toMatch(/1\.1 +1\.206 +▇{16} +41 of 120 +32\.9/);
    expect(rows[1]).toContain('too few leads to count');
  });

  it('say when they are only tried', () => {
    expect(text([ada, cy], { isInPlan: false })).toContain('only a preview');
    expect(text([ada, cy])).toContain('No factors are in force yet.');
  });

  it.each([
    ['nobody is in the team', [], 'Nobody is in the team.'],
    ['no lead counts', [{ ...di, leads: 0, hits: 0 }], 'No leads that count'],
    ['nothing says what became of leads', [{ ...ada, hits: 0 }], 'No lead that counts succeeded'],
    ["nobody's results count", [di], "Nobody's results count"],
  ])('warn when %s', (_, reps, warning) => {
    expect(text(reps)).toContain(warning);
    expect(text([ada, cy])).not.toContain(warning);
  });
});
