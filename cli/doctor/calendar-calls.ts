import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import { CALENDAR_KINDS, type CalendarKind } from '../../shared/domain/team/calendar-reading.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { BusyTimes } from '../../shared/ports/busy-times.ts';
import type { DoctorFinding } from '../finding.ts';

const WINDOW_SECONDS = 3600;

/** Reads the next hour of one rep's calendar of each kind that somebody has, now. Stores nothing. */
export async function checkCalendarCalls(
  reps: readonly Rep[],
  sources: () => Promise<Readonly<Partial<Record<CalendarKind, BusyTimes>>>>,
  now: Instant,
): Promise<readonly DoctorFinding[]> {
  const tried = CALENDAR_KINDS.flatMap((kind) => {
    const rep = reps.find(({ active, calendar }) => active && calendar?.kind === kind);
    return rep?.calendar ? [{ kind, rep, address: rep.calendar.address }] : [];
  });
  if (tried.length === 0) return [];
  const connected = await sources();
  const window = { from: now, until: addSeconds(now, WINDOW_SECONDS) };
  return Promise.all(
    tried.map(async ({ kind, rep, address }) => {
      const answers = await connected[kind]?.read([{ rep: rep.id, zone: rep.zone, address }], window);
      const answer = answers?.get(rep.id);
      if (answer?.outcome === 'read') return judgeCall(kind, rep.id, undefined);
      return judgeCall(kind, rep.id, answers ? (answer?.because ?? 'no_answer') : 'not_connected');
    }),
  );
}

/** Judges one call. @param because the code of its failure, if it failed */
function judgeCall(kind: CalendarKind, rep: string, because: string | undefined): DoctorFinding {
  const check = 'Calendars';
  if (because === undefined) return { check, state: 'ok', observed: `${kind} answers now, tried with ${rep}` };
  const observed = `${kind} cannot be read now, tried with ${rep}: ${because}`;
  if (because === 'not_connected')
    return { check, state: 'failed', observed, todo: `Connect it: baton calendar connect ${kind}` };
  return { check, state: 'warning', observed, todo: 'docs/runbook.md#calendar-unreadable' };
}
