import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { diffPlans } from '../../../cli/plan/diff.ts';
import { planDiffToMarkdown } from '../../../cli/plan/diff-markdown.ts';
import { formatPlanDiff } from '../../../cli/plan/diff-text.ts';
import { readSampleLeads } from '../../../cli/plan/sample-leads.ts';
import { edited, PLAN_TEXT, planOf } from '../../domain/plan/plan-text.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aRep } from '../../support/builders/rep.ts';

const BEFORE = planOf(PLAN_TEXT);
const AFTER = planOf(edited('when: {employees: 1000+}, to: desk', 'when: {employees: 200+}, to: desk'));
const CSV = [
  'E-mail,Name,Country,Employees,touch',
  'nora.lind@lindwerk.example,Nora Lind,DE,500,demo_request',
  'paul.weiss@weisswerk.example,Paul Weiss,FR,20,demo_request',
  'ines.rocha@rochawerk.example,Ines Rocha,BR,20,webinar',
].join('\n');
let folder: string;

async function leadsOf(text: string, name = 'leads.csv') {
  const file = join(folder, name);
  await writeFile(file, text);
  return readSampleLeads(file, MONDAY);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plan-diff-'));
});

describe('baton plan diff', () => {
  it('says what differs, who moves from where to where, and what each place and rep gets', async () => {
    const reps = [aRep({ id: 'mia', teams: { 'sdr-emea': 1 } }), aRep({ id: 'noa', teams: { desk: 1 } })];
    const diff = diffPlans({ before: BEFORE, after: AFTER, leads: await leadsOf(CSV), reps, now: MONDAY });
    const text = formatPlanDiff(diff);
    expect(text).toContain('asks now: employees 200 or more');
    expect(text).toContain('1 of 3 leads move (33.3 %)');
    expect(text).toMatch(/sdr → big +sdr-emea → desk +1 +line 2/);
    expect(text).toMatch(/sdr-emea mia +2 +1 +−1/);
    expect(text).toMatch(/desk noa +0 +1 +\+1/);
    expect(text).toContain('Leads without a rep: 1 → 1');
  });

  it('finds nothing between a plan and itself', async () => {
    const text = formatPlanDiff(diffPlans({ before: BEFORE, after: BEFORE, leads: await leadsOf(CSV), now: MONDAY }));
    expect(text).toContain('The plans say the same.');
    expect(text).toContain('0 of 3 leads move (0.0 %)');
  });

  it('writes a comment without persons, and without what a name in a plan could smuggle in', async () => {
    const markdown = planDiffToMarkdown(
      diffPlans({ before: BEFORE, after: AFTER, leads: await leadsOf(CSV), now: MONDAY }),
    );
    expect(markdown).toContain('**1 of 3 leads move (33.3 %)**');
    expect(markdown).toContain('| sdr → big | sdr-emea → desk | 1 |');
    expect(markdown).not.toMatch(/nora|lindwerk/i);
    const change = { part: 'team', name: '<img src=x> [a](http://b) | @all', kind: 'added' as const, details: [] };
    expect(planDiffToMarkdown({ changes: [change] })).toContain(
      '- **team \\<img src=x\\> \\[a\\](http://b) \\| \\@all added**',
    );
  });
});

describe('readSampleLeads', () => {
  it('reads JSON lists, JSON lines, what examples send, and features as the API lists them', async () => {
    const lead = { email: 'nora.lind@lindwerk.example', country: 'DE', touch: 'demo_request' };
    const known = {
      id: 'lead_1',
      features: { region: 'emea' },
      touchpoints: [{ touch: 'demo_request', at: MONDAY }],
      receivedAt: MONDAY,
    };
    const lines = await leadsOf(`${JSON.stringify(lead)}\n\n${JSON.stringify(known)}\n`, 'leads.jsonl');
    const list = await leadsOf(JSON.stringify([{ id: 'demo-de', about: 'x', send: 'json', body: lead }]), 'leads.json');
    expect([...lines, ...list].map((one) => one.lead)).toEqual(['line 1', 'lead_1', 'demo-de']);
    for (const one of [...lines, ...list])
      expect(one.featuresFor(BEFORE)).toMatchObject({ region: 'emea', score: 45, band: 'hot' });
  });

  it('reads the fields of a plan by its aliases', async () => {
    const [lead] = await leadsOf('{"email": "a@lindwerk.example", "employees": "1k+"}', 'leads.jsonl');
    expect(lead?.featuresFor(BEFORE)).toMatchObject({ employees: '1000+', score: 15 });
  });

  it('names the line that it cannot read', async () => {
    await expect(leadsOf('{"email": "a@lindwerk.example"}\n{oops', 'leads.jsonl')).rejects.toThrow(
      /leads\.jsonl:2 is not JSON/,
    );
    await expect(leadsOf('[7]', 'leads.json')).rejects.toThrow(/lead 1: expected an object/);
    await expect(leadsOf('', 'leads.csv')).rejects.toThrow();
  });
});
