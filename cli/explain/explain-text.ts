import type * as z from 'zod';
import type { DecisionView } from '../../shared/api/decision-view.ts';
import { formatTable } from '../table.ts';
import { resultsText } from '../weights/results-text.ts';
import { reasonText } from './reason-text.ts';
import { formatWhyNot } from './why-not-text.ts';

/** A decision as the API explains it. */
export type Decision = z.output<typeof DecisionView>;

/** Where a lead is now, as the API shows it. */
export interface LeadNow {
  readonly state: string;
  readonly owner?: string;
  readonly team?: string;
  readonly queue?: string;
  readonly because?: string;
  readonly track?: string;
  readonly outcome?: string;
  readonly reason?: string;
}

/** Explains a lead to a manager: where it is, by which rule, and what stopped each rep who did not get it. */
export function formatExplanation(lead: LeadNow, decision: Decision): string {
  const parts = [
    stateLine(decision.lead, lead),
    ...ruleLines(decision),
    ...assignmentLines(decision),
    ...(decision.whyNot ? formatWhyNot(decision.whyNot) : []),
  ];
  return parts.join('\n');
}

function stateLine(id: string, { state, owner, team, queue, because, track, outcome, reason }: LeadNow): string {
  const place = [
    owner !== undefined && `with ${owner}`,
    team !== undefined && `in team ${team}`,
    queue !== undefined && `in review queue ${queue}`,
    track !== undefined && `on track ${track}`,
    outcome !== undefined && `as ${outcome}`,
    (because ?? reason) !== undefined && `because ${(because ?? reason)?.replaceAll('_', ' ')}`,
  ].filter((part) => part !== false);
  return `Lead ${id} is ${[state, ...place].join(', ')}.`;
}

function ruleLines({ routing, score }: Decision): readonly string[] {
  if (!routing) return ['It has not been routed yet.'];
  const { rule, layer, plan, outcome, targets, passedOver } = routing;
  const to = targets.map(({ kind, id }) => `${kind} ${id}`).join(', then ');
  const does = outcome === 'assign' ? `sent it to ${to}` : outcome === 'close' ? 'closed it' : 'moved it to nurture';
  const lines = ['', `Rule ${rule} of layer ${layer} ${does} (plan version ${plan}).`];
  if (score) lines.push(`Its score is ${score.total}, band ${score.band}.`);
  if (!passedOver) return [...lines, 'The rules before it can no longer be told: the decision cannot be made again.'];
  if (passedOver.length === 0) return [...lines, 'No rule comes before it.'];
  const rows = passedOver.map(({ rule: skipped, because }) => [skipped, ruleReasonText(because)]);
  return [...lines, '', formatTable(['rule before it', 'why it did not take the lead'], rows)];
}

function ruleReasonText(because: string): string {
  if (because === 'no_team') return 'it names no team of the plan for this lead';
  if (because === 'no_owner') return 'the lead has no such owner';
  return `${because.slice('field:'.length)} does not match`;
}

function assignmentLines({ assignment }: Decision): readonly string[] {
  if (!assignment) return ['', 'The system has not chosen its owner: nobody has it, or a person chose.'];
  const { chosen, team, strategy, at, passedOver, notInTurn, relaxed, comesBy, surge } = assignment;
  const turn = strategy === 'least_loaded' ? 'holds the fewest leads' : 'was owed the most';
  const lines = [
    '',
    chosen === undefined ? `Nobody in team ${team} could take it.` : `${chosen} of team ${team} ${turn} (${at}).`,
  ];
  if (assignment.results) lines.push(resultsText(assignment.results));
  if (relaxed.length > 0) lines.push(`Nobody had what it needs, so this was dropped: ${relaxed.join(', ')}.`);
  if (surge) lines.push(`The team had a surge since ${surge.since}: caps were ${surge.capPercent}% of the usual ones.`);
  if (comesBy !== undefined)
    lines.push(`Nobody was at work, so whoever comes by ${comesBy} could get it; their clock starts when they come.`);
  const rows = [
    ...passedOver.map(({ rep, reason }) => [rep, reasonText(reason)]),
    ...notInTurn.map((rep) => [rep, reasonText('not_in_turn')]),
  ];
  return rows.length === 0 ? lines : [...lines, '', formatTable(['rep', 'what stopped them'], rows)];
}
