import { addSeconds, type Instant } from '../instant.ts';
import { ownValue } from '../own-value.ts';
import type { Team } from '../plan/team.ts';
import type { AssignableLead, Candidate } from './candidate.ts';
import type { BatchDecisionRecord } from './decision-record.ts';
import type { CandidateInputs, DecisionInputs, LeadInputs } from './input-record.ts';

const DAY_SECONDS = 24 * 3600;

/** Returns what must be kept with the record of a batch so that it can be decided again. */
export function keepInputs(
  record: BatchDecisionRecord,
  { batch, candidates, team }: BatchBasis & { readonly team: Team },
): DecisionInputs {
  const marks = new MarkBook();
  const leadById = new Map(batch.toReversed().map((lead) => [lead.lead, lead]));
  const candidateById = new Map(candidates.toReversed().map((one) => [one.rep.id, one]));
  const leads = record.leads.flatMap(({ lead }) => leadInputsOf(leadById.get(lead), marks));
  const isBackupAsked = batch.some(({ backup }) => backup !== undefined);
  const kept = record.candidates.flatMap(({ rep }) => candidateById.get(rep) ?? []);
  return {
    candidates: kept.map((one) => candidateInputsOf(one, { team, marks, isBackupAsked, now: record.at })),
    leads,
    holidays: Object.fromEntries(
      kept.flatMap(({ rep, schedule }) => {
        // A day earlier: it may still be yesterday where the rep is.
        const ahead = schedule.holidays.filter((date) => date >= dayBefore(record.at));
        return rep.holidayRegion === undefined || ahead.length === 0 ? [] : [[rep.holidayRegion, ahead]];
      }),
    ),
  };
}

/** What a batch is decided from, besides team, ledger and moment. */
export interface BatchBasis {
  readonly batch: readonly AssignableLead[];
  readonly candidates: readonly Candidate[];
}

/** The marks of a batch, numbered from 0: one for each attribute with the values that a lead has for it. */
class MarkBook {
  readonly #numbers = new Map<string, number>();
  readonly #marks: { readonly list: string; readonly values: readonly string[] }[] = [];

  /** Returns the mark of a lead's values for an attribute. */
  markOf(list: string, values: readonly string[]): number {
    const key = JSON.stringify([list, values]);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#marks.length);
    return this.#marks.push({ list, values }) - 1;
  }

  /** Returns the marks whose values a rep matches. */
  matchedBy(attributes: Readonly<Record<string, readonly string[]>>): readonly number[] {
    return this.#marks.flatMap(({ list, values }, mark) =>
      values.some((value) => ownValue(attributes, list)?.includes(value)) ? [mark] : [],
    );
  }
}

function leadInputsOf(lead: AssignableLead | undefined, marks: MarkBook): readonly LeadInputs[] {
  if (!lead) return [];
  const { lead: _id, weight: _weight, values, band, hasOtherTeams, ...rest } = lead;
  const filled = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
  const marked = Object.entries(values).flatMap(([list, found]) =>
    found.length === 0 ? [] : [[list, marks.markOf(list, found)] as const],
  );
  return [
    {
      band,
      ...filled,
      ...(hasOtherTeams && { hasOtherTeams }),
      ...(marked.length > 0 && { marks: Object.fromEntries(marked) }),
    },
  ];
}

function candidateInputsOf(
  { rep, load, schedule }: Candidate,
  {
    team,
    marks,
    isBackupAsked,
    now,
  }: { readonly team: Team; readonly marks: MarkBook; readonly isBackupAsked: boolean; readonly now: Instant },
): CandidateInputs {
  const leaves = schedule.leaves.filter(({ until }) => until > now).map(({ from, until }) => ({ from, until }));
  const today = Object.entries(load.days).filter(([key]) => isAround(key.slice(0, 10), now));
  const matched = marks.matchedBy(rep.attributes);
  return {
    zone: rep.zone,
    ...(rep.hours !== undefined && { hours: rep.hours }),
    ...(rep.holidayRegion !== undefined && schedule.holidays.length > 0 && { region: rep.holidayRegion }),
    ...(!rep.active && { inactive: true as const }),
    ...(!Object.hasOwn(rep.teams, team.id) && { notInTeam: true as const }),
    ...(rep.cap?.day !== undefined && { dayCap: rep.cap.day }),
    ...(leaves.length > 0 && { leaves }),
    ...(isBackupAsked && rep.backup !== undefined && { backup: rep.backup }),
    ...(today.length > 0 && { today: Object.fromEntries(today) }),
    ...(matched.length > 0 && { marks: matched }),
  };
}

/** Whether a date may be the local day of a moment in some zone. */
function isAround(date: string, now: Instant): boolean {
  return date >= dayBefore(now) && date <= addSeconds(now, DAY_SECONDS).slice(0, 10);
}

function dayBefore(now: Instant): string {
  return addSeconds(now, -DAY_SECONDS).slice(0, 10);
}
