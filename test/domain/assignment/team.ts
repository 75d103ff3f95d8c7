import { type AssignmentBatchResult, decideBatch } from '../../../shared/domain/assignment/assign.ts';
import type { AssignableLead, Candidate } from '../../../shared/domain/assignment/candidate.ts';
import { createLedger } from '../../../shared/domain/assignment/fairness/ledger.ts';
import type { Calendar } from '../../../shared/domain/business-hours/calendar.ts';
import type { CurrentLoad, Rep } from '../../../shared/domain/team/rep.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aCalendar, aTeam } from '../../support/builders/plan.ts';
import { aRep } from '../../support/builders/rep.ts';

/** A rep of team `sdr` who by default is always at work and holds no leads. */
export function aCandidate(
  overrides: Omit<Partial<Rep>, 'calendar'> & {
    readonly load?: Partial<CurrentLoad>;
    readonly calendar?: Calendar;
    readonly holidays?: string[];
    readonly reading?: Candidate['reading'];
  } = {},
): Candidate {
  const { load, calendar, holidays = [], reading, ...own } = overrides;
  const rep = aRep(own);
  return {
    rep,
    load: { open: 0, days: {}, ...load },
    schedule: { calendar: calendar ?? aCalendar(), zone: rep.zone, holidays, leaves: rep.leaves },
    ...(reading && { reading }),
  };
}

/** Candidates with these ids, otherwise identical. */
export function candidates(ids: readonly string[], overrides: Parameters<typeof aCandidate>[0] = {}): Candidate[] {
  return ids.map((id) => aCandidate({ ...overrides, id }));
}

/** A hot lead that by default anybody can take. */
export function anAssignable(lead: string, overrides: Partial<AssignableLead> = {}): AssignableLead {
  return {
    lead,
    band: 'hot',
    values: {},
    need: [],
    relax: [],
    previousHolders: [],
    hasOtherTeams: false,
    excluded: [],
    weight: 1,
    ...overrides,
  };
}

/** This many leads, starting with `lead-0`. */
export function leads(count: number, overrides: Partial<AssignableLead> = {}): AssignableLead[] {
  return Array.from({ length: count }, (_, index) => anAssignable(`lead-${index}`, overrides));
}

/** Assigns a batch, by default on a Monday morning with an empty ledger. */
export function decide(input: Partial<Parameters<typeof decideBatch>[0]>): AssignmentBatchResult {
  return decideBatch({
    batch: leads(1),
    team: aTeam(),
    candidates: candidates(['ada', 'bo', 'cy']),
    ledger: createLedger('sdr'),
    now: MONDAY,
    ...input,
  });
}

/** Who got what, in order: `['lead-0 ada', …]`. */
export function placed({ assignments }: AssignmentBatchResult): string[] {
  return assignments.map(({ lead, rep }) => `${lead} ${rep}`);
}

/** How many each rep got. */
export function counts({ assignments }: AssignmentBatchResult): Record<string, number> {
  const result: Record<string, number> = {};
  for (const { rep } of assignments) result[rep] = (result[rep] ?? 0) + 1;
  return result;
}
