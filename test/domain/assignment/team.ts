import { type Assigned, assign } from '../../../shared/domain/assignment/assign.ts';
import type { Assignable, Candidate } from '../../../shared/domain/assignment/candidate.ts';
import { emptyLedger } from '../../../shared/domain/assignment/fairness/ledger.ts';
import type { Calendar } from '../../../shared/domain/business-hours/calendar.ts';
import type { Load, Rep } from '../../../shared/domain/team/rep.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aCalendar, aTeam } from '../../support/builders/plan.ts';
import { aRep } from '../../support/builders/rep.ts';

/** A rep of team `sdr` who by default is always at work and holds no leads. */
export function aCandidate(
  overrides: Partial<Rep> & {
    readonly load?: Partial<Load>;
    readonly calendar?: Calendar;
    readonly holidays?: string[];
  } = {},
): Candidate {
  const { load, calendar, holidays = [], ...own } = overrides;
  const rep = aRep(own);
  return {
    rep,
    load: { open: 0, days: {}, ...load },
    schedule: { calendar: calendar ?? aCalendar(), zone: rep.zone, holidays, leaves: rep.leaves },
  };
}

/** Candidates with these ids, otherwise identical. */
export function candidates(ids: readonly string[], overrides: Parameters<typeof aCandidate>[0] = {}): Candidate[] {
  return ids.map((id) => aCandidate({ ...overrides, id }));
}

/** A hot lead that by default anybody can take. */
export function anAssignable(lead: string, overrides: Partial<Assignable> = {}): Assignable {
  return {
    lead,
    band: 'hot',
    values: {},
    need: [],
    relax: [],
    holders: [],
    othersElsewhere: false,
    excluded: [],
    weight: 1,
    ...overrides,
  };
}

/** This many leads, starting with `lead-0`. */
export function leads(count: number, overrides: Partial<Assignable> = {}): Assignable[] {
  return Array.from({ length: count }, (_, index) => anAssignable(`lead-${index}`, overrides));
}

/** Assigns a batch, by default on a Monday morning with an empty ledger. */
export function decide(input: Partial<Parameters<typeof assign>[0]>): Assigned {
  return assign({
    batch: leads(1),
    team: aTeam(),
    candidates: candidates(['ada', 'bo', 'cy']),
    ledger: emptyLedger('sdr'),
    now: MONDAY,
    ...input,
  });
}

/** Who got what, in order: `['lead-0 ada', …]`. */
export function placed({ placements }: Assigned): string[] {
  return placements.map(({ lead, rep }) => `${lead} ${rep}`);
}

/** How many each rep got. */
export function counts({ placements }: Assigned): Record<string, number> {
  const result: Record<string, number> = {};
  for (const { rep } of placements) result[rep] = (result[rep] ?? 0) + 1;
  return result;
}
