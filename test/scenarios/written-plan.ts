import { parsePlan } from '../../shared/domain/plan/compile/parse-plan.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';

/** The common beginning of every plan; teams and layers differ per test. */
const FRAME = `
plan: inbound
owner: dana
scoring:
  fit: {max: 50, points: []}
  behaviour: {max: 60, points: []}
  bands: {cold: 0}
  mql: 50
  sql: 80
calendars:
  always: {mon-sun: ["00:00-24:00"]}
queues:
  catch-all: {owner: dana, review: weekly}
slas:
  - {sla: content, when: {touch: webinar}, first_touch: 8h, ladder: soft}
  - {sla: rest, first_touch: 4h, ladder: soft}
ladders:
  soft: [{after: 0m, tell: rep}, {after: 4h, reassign: team}]
otherwise: catch-all
`;

/** Builds a plan with these lines of teams and rules, as a user would write them. */
export function aWrittenPlan(parts: { readonly teams: string; readonly rules: string; readonly more?: string }): Plan {
  const indented = (text: string, by: number) =>
    text
      .trim()
      .split('\n')
      .map((line) => `${' '.repeat(by)}${line.trim()}`)
      .join('\n');
  const text = `${FRAME}${parts.more ?? ''}\nteams:\n${indented(parts.teams, 2)}\nlayers:\n  - layer: all\n    rules:\n${indented(parts.rules, 6)}\n`;
  const plan = parsePlan(text);
  if (!plan.ok) throw new Error(plan.problem.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return plan.value;
}
