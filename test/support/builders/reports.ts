import { type Counters, sumCounters } from '../../../shared/domain/reporting/counters.ts';
import { countDuration } from '../../../shared/domain/reporting/ddsketch.ts';
import { calculateFigures, type MetricFigures } from '../../../shared/domain/reporting/figures.ts';
import type { MorningReport, ReportedLead } from '../../../shared/domain/reporting/morning-report.ts';
import type { WeeklyReport } from '../../../shared/domain/reporting/weekly-report.ts';
import { minutesAfterMonday } from './moment.ts';

const NAMES = new Map([
  ['kim', 'Kim Aalto'],
  ['lea', 'Lea Holm'],
]);

/** Builds figures from counters, and from the seconds that first responses took. */
export function someFigures(counters: Counters = {}, speeds: readonly number[] = []): MetricFigures {
  return calculateFigures(sumCounters([counters, ...speeds.map((seconds) => countDuration('speed', seconds))]));
}

/** Builds a reported lead with Kim. */
export function aReportedLead(overrides: Partial<ReportedLead> = {}): ReportedLead {
  const lead = 'lead_01K9D3R7V0000000000000000A';
  return { lead, touch: 'demo_request', source: 'website', rep: 'kim', at: minutesAfterMonday(-20), ...overrides };
}

/** Builds the report of a quiet morning of Mia, who manages team sdr. */
export function aMorningReport(overrides: Partial<MorningReport> = {}): MorningReport {
  return {
    to: 'mia',
    teams: ['sdr'],
    names: NAMES,
    since: { from: '2026-11-20', to: '2026-11-22' },
    figures: someFigures(),
    ranOut: [],
    leads: { overdue: [], dueToday: [], waiting: [], untold: [] },
    away: [],
    full: [],
    reviews: [],
    isCut: false,
    ...overrides,
  };
}

/** Builds the report of a week in which more was done than in the week before. */
export function aWeeklyReport(overrides: Partial<WeeklyReport> = {}): WeeklyReport {
  const now = someFigures(
    { received: 40, assigned: 20, due: 16, respondedInTime: 13, 'closed:converted': 2, amountHundredths: 1_250_000 },
    [30, 30, 120, 700],
  );
  const before = someFigures({ received: 30, assigned: 10, due: 10, respondedInTime: 5, 'closed:exhausted': 4 }, [700]);
  const row = (key: string) => ({ key, now, before });
  return {
    to: 'mia',
    teams: ['sdr'],
    names: NAMES,
    week: { from: '2026-11-16', to: '2026-11-22' },
    total: { now, before },
    days: [16, 17, 18, 19, 20, 21, 22].map((day) => ({
      day: `2026-11-${day}`,
      now: someFigures({ assigned: day % 5 }),
      before: someFigures({ assigned: 2 }),
    })),
    byTeam: [row('sdr')],
    byRep: [row('kim'), { key: 'lea', now }, { key: 'zoe', before }],
    reviews: [{ list: 'hasty', count: 3, isMore: false }],
    ...overrides,
  };
}
