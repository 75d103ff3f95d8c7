import { parsePlan } from '../../../shared/domain/plan/compile/parse-plan.ts';
import type { PlanTables } from '../../../shared/domain/plan/file/plan-tables.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import type { PlanProblem } from '../../../shared/domain/plan/plan-problem.ts';

/** A small plan with one of everything that other tests refer to. */
export const PLAN_TEXT = `plan: small
owner: dana.ruiz
fields:
  employees: {type: range, alias: {1k+: 1000+}}
  industry: {type: pick, values: [saas, health], alias: {SaaS company: saas}}
scoring:
  fit: {max: 50, points: [{employees: 1000+, add: 15}]}
  behaviour: {max: 60, points: [{touch: demo_request, add: 45}]}
  bands: {hot: 45, cold: 0}
  mql: 30
  sql: 60
calendars:
  office: {mon-fri: ["09:00-17:00"]}
teams:
  sdr-emea: {manager: kim.berg, hours: office, backup: sdr-amer}
  sdr-amer: {manager: lee.park, hours: office, backup: sdr-emea}
  desk: {manager: ana.silva, hours: office}
queues:
  catch-all: {owner: dana.ruiz, review: daily}
slas:
  - {sla: demo, when: {touch: demo_request}, first_touch: 5m, warn: 2m, ladder: hard}
  - {sla: rest, first_touch: 24h, ladder: hard}
ladders:
  hard: [{after: 0m, tell: manager}, {after: 1h, reassign: team}]
layers:
  - layer: territory
    rules:
      - {rule: big, when: {employees: 1000+}, to: desk, otherwise: next}
      - {rule: sdr, when: {band: hot}, to: "sdr-{region}"}
      - {rule: cold, when: {band: cold}, nurture: newsletter}
otherwise: catch-all
`;

/** The small plan with one piece of its text replaced. */
export function edited(piece: string, replacement: string, text = PLAN_TEXT): string {
  if (!text.includes(piece)) throw new Error(`the plan has no "${piece}"`);
  return text.replace(piece, () => replacement);
}

/** Parses a plan. Fails the test if it has problems. */
export function planOf(text: string, tables?: PlanTables): Plan {
  const result = parsePlan(text, tables);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

/** Returns the problems of a text; empty for a valid plan. */
export function problemsOf(text: string): readonly PlanProblem[] {
  const result = parsePlan(text);
  return result.ok ? [] : result.problem;
}
