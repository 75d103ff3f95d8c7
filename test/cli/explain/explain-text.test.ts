import { expect, it } from 'vitest';
import { formatExplanation } from '../../../cli/explain/explain-text.ts';
import { DecisionView, toDecisionView } from '../../../shared/api/decision-view.ts';
import { toLeadSummary } from '../../../shared/api/lead-view.ts';
import { explainWhyNot } from '../../../shared/use-cases/routing/explain-why-not.ts';
import { passedOverRulesOf } from '../../../shared/use-cases/routing/passed-over-rules.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { aWrittenPlan } from '../../scenarios/written-plan.ts';
import { aCalendar } from '../../support/builders/plan.ts';

const AWAY = [{ from: '2026-11-20T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z' }];

/** Explains a demo request in a team of three: kim is there, lea is on leave, and max lacks the language. */
async function explanationOf(rep: string, reps?: Parameters<typeof aBaton>[0]): Promise<string> {
  const plan = aWrittenPlan({
    teams: `
  sdr: {manager: mia, hours: always, turn: weighted}
  ae: {manager: ana, hours: always, turn: weighted}`,
    more: 'fields: {employees: {type: range}}',
    rules: `
    - {rule: big, when: {employees: 1000+}, to: ae}
    - {rule: demo, when: {touch: demo_request}, to: sdr, need: [language]}`,
  });
  const german = { language: ['de'] };
  const baton = await aBaton({
    plan,
    reps: [
      { id: 'kim', attributes: german },
      { id: 'lea', attributes: german, teams: { sdr: 2 }, leaves: AWAY },
      { id: 'max', attributes: { language: ['fr'] } },
      { id: 'ana', teams: { ae: 1 } },
    ],
    ...reps,
  });
  const lead = await baton.lead(await baton.postOne(aDemoRequest('ada', { language: 'de', employees: '50' })));
  const id = lead.stage.state === 'assigned' ? lead.stage.decision : undefined;
  const view = toDecisionView(lead, {
    passedOver: await passedOverRulesOf(lead, baton.deps),
    decision: id === undefined ? undefined : await baton.deps.leads.decision(id),
    whyNot: await explainWhyNot(lead, { rep, teams: ['sdr', 'ae'] }, baton.deps),
  });
  return formatExplanation(toLeadSummary(lead), DecisionView.parse(JSON.parse(JSON.stringify(view))));
}

it('says which rule took a lead, why each rule before it did not, and what stopped each rep', async () => {
  const text = await explanationOf('lea');
  expect(text).toMatch(/^Lead lead_\w+ is assigned, with kim, in team sdr\./);
  expect(text).toContain('Rule demo of layer');
  expect(text).toMatch(/big +employees does not match/);
  expect(text).toContain('kim of team sdr was owed the most');
  expect(text).toMatch(/lea +on leave/);
  expect(text).toMatch(/max +lacks what the lead needs: language/);
});

it('says what would have been enough', async () => {
  expect(await explanationOf('lea')).toContain('lea was not chosen: on leave.');
  expect(await explanationOf('lea')).toContain('  - lea had not been on leave');
  expect(await explanationOf('max')).toContain(
    '  - max had the language that the lead needs, and max had been owed 0.01 leads more',
  );
  expect(await explanationOf('ana')).toContain(
    '  - employees had been 1000: rule big would have sent it to team ae of ana',
  );
});

it('says that a lead waits, and for what', async () => {
  const text = await explanationOf('lea', { reps: [{ id: 'lea', leaves: AWAY }] });
  expect(text).toMatch(/is waiting, .*because/);
  expect(text).toContain('nobody has it, or a person chose');
});

it('says that nobody was at work, and when the clock of the owner starts', async () => {
  const plan = aWrittenPlan({
    teams: 'sdr: {manager: mia, hours: always, turn: weighted}',
    rules: '- {rule: demo, when: {touch: demo_request}, to: sdr, closed: assign}',
  });
  const calendars = { always: aCalendar('09:00', '12:00') };
  const baton = await aBaton({
    plan: { ...plan, calendars },
    reps: [{ id: 'kim' }],
    start: '2026-11-23T18:00:00.000Z',
  });
  const lead = await baton.lead(await baton.postOne(aDemoRequest()));
  const id = lead.stage.state === 'assigned' ? lead.stage.decision : undefined;
  const view = toDecisionView(lead, { decision: id === undefined ? undefined : await baton.deps.leads.decision(id) });
  const text = formatExplanation(toLeadSummary(lead), DecisionView.parse(JSON.parse(JSON.stringify(view))));
  expect(text).toContain('Nobody was at work, so whoever comes by 2026-11-25T09:00:00.000Z could get it; their clock');
});
