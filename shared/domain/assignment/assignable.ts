import type { Features } from '../features.ts';
import type { Lead } from '../lead/lead.ts';
import { workItemOf } from '../lead/lead.ts';
import type { Target } from '../lead/routing-decision.ts';
import { ownValue } from '../own-value.ts';
import { type ListPace, ledgerBandOf } from '../sources/import-list.ts';
import type { LeadAssignment } from './assign.ts';
import type { AssignableLead } from './candidate.ts';

/** The fields compared with a rep's `territory` attribute, finest place first. Other attributes use their own field. */
const TERRITORY_FIELDS = ['territory', 'state', 'country', 'region'] as const;

/**
 * Returns the target a lead waits at, if the lead is in the queue of the team that its routing named, or of one that does
 * the same work elsewhere. There the terms are the same, except that the lead is for anybody, and it may come back.
 */
export function currentTargetOf(lead: Lead): Extract<Target, { kind: 'team' }> | undefined {
  const target = lead.routing?.route.outcome === 'assign' ? lead.routing.route.targets[lead.routing.target] : undefined;
  const team = workItemOf(lead)?.team;
  if (target?.kind !== 'team' || team === undefined || target.team === team)
    return target?.kind === 'team' && team !== undefined ? target : undefined;
  const { closed } = target;
  if (closed.kind !== 'wake' || !closed.follows || !closed.teams.includes(team)) return undefined;
  const { only: _, ...terms } = target;
  const teams = [target.team, ...closed.teams.filter((one) => one !== team)];
  return { ...terms, team, closed: { ...closed, teams } };
}

/** Returns the targets of its route that have not been tried yet. */
export function remainingTargetsOf({ routing }: Lead): readonly Target[] {
  return routing?.route.outcome === 'assign' ? routing.route.targets.slice(routing.target + 1) : [];
}

/**
 * Returns what is known about a lead that waited in its team's queue while nobody was at work; undefined for any other.
 * A lead that woke another team is in a hurry and is not one of them.
 */
export function waitedForOpening(lead: Lead): Omit<NonNullable<AssignableLead['waited']>, 'maxSeconds'> | undefined {
  const { stage } = lead;
  if (stage.state !== 'waiting' || stage.place !== 'team' || !currentTargetOf(lead)) return undefined;
  if (stage.sharedWait) return { earlier: stage.sharedWait };
  return stage.because === 'all_closed' ? {} : undefined;
}

/** Converts a queued lead to the input of the assignment algorithm. `pace` is that of its import list. */
export function leadToAssignable(lead: Lead, pace?: ListPace): AssignableLead {
  const target = currentTargetOf(lead);
  const need = target?.need ?? [];
  const only = target?.only;
  const list = workItemOf(lead)?.importList;
  const owner = lead.stage.state === 'assigned' ? [lead.stage.owner] : [];
  return {
    lead: lead.id,
    band: ledgerBandOf(lead),
    values: Object.fromEntries(need.map((list) => [list, attributeValuesOf(list, lead.features)])),
    need,
    relax: target?.relax ?? [],
    // The only rep who can get it may have held it before.
    previousHolders: lead.previousHolders.filter((rep) => rep !== only),
    hasOtherTeams: remainingTargetsOf(lead).some(({ kind }) => kind === 'team'),
    excluded: owner,
    ...(lead.refusedBy && { refusedBy: lead.refusedBy }),
    weight: list === undefined ? 1 : 0,
    ...(list !== undefined && { list: { source: list, perDay: pace?.perRepPerDay } }),
    ...(only !== undefined && { only }),
    ...(target?.charged === false && { charged: false as const }),
    ...(target?.capped === false && { capped: false as const }),
  };
}

/** Returns the band in which a lead takes a turn among colleagues; undefined when it takes none or is for one rep only. */
export function turnBandOf(
  { band, only, charged, list }: Pick<AssignableLead, 'band' | 'only' | 'charged' | 'list'>,
  { asBackup }: Pick<LeadAssignment, 'asBackup'>,
): string | undefined {
  return only === undefined && charged !== false && !list && !asBackup ? band : undefined;
}

/** Returns the values of a lead that an attribute of a rep must include one of. */
export function attributeValuesOf(list: string, features: Features): readonly string[] {
  const fields: readonly string[] = list === 'territory' ? TERRITORY_FIELDS : [list];
  return fields.flatMap((field) => ownValue(features, field) ?? []).map(String);
}
