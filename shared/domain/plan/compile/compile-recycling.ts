import { CONTACTS_KEPT } from '../../nurture/contact-budget.ts';
import type { Condition } from '../condition.ts';
import { unknownName } from '../did-you-mean.ts';
import type { FileRestReason } from '../file/file-recycling.ts';
import { name } from '../file/file-scalars.ts';
import type { PlanPath } from '../plan-problem.ts';
import { LATER, NO_ANSWER, type Recycling, type RestReason } from '../recycling.ts';
import { compileCondition } from './compile-condition.ts';
import type { PlanContext } from './plan-context.ts';

const DAY_SECONDS = 86_400;
/** The longest a requested date may postpone a lead; a row can set a shorter limit. */
const AT_MOST_SECONDS = 400 * DAY_SECONDS;

/** Reasons that every plan has. A reason of the same name in the file replaces the default. */
const GIVEN: Readonly<Record<string, RestReason>> = {
  [LATER]: { track: LATER, atMostSeconds: AT_MOST_SECONDS },
  [NO_ANSWER]: { track: 're-engage', afterSeconds: 30 * DAY_SECONDS, atMostSeconds: AT_MOST_SECONDS },
};

/** Compiles the nurture rules of a plan file, and checks that `limits` and `working` name one of its reasons. */
export function compileRecycling(context: PlanContext): Recycling {
  const { file } = context;
  const { early_if: earlyIf, cool_down: coolDownSeconds, returns_to: returnsTo, stop, ...rows } = file.recycling;
  const reasons = {
    ...GIVEN,
    ...Object.fromEntries(
      Object.entries(rows as Record<string, FileRestReason>).map(([reason, row]) => [
        reason,
        compileReason(reason, row, context),
      ]),
    ),
  };
  for (const part of ['limits', 'working'] as const) checkReason(part, reasons, context);
  if (stop.contacts && stop.contacts.most > CONTACTS_KEPT) {
    context.report(
      ['recycling', 'stop', 'contacts'],
      `expected at most ${CONTACTS_KEPT} contacts: Baton stores no more per person`,
    );
  }
  return {
    reasons,
    earlyIf:
      earlyIf === undefined ? fromMql(file.scoring.mql) : compileCondition(earlyIf, ['recycling', 'early_if'], context),
    coolDownSeconds,
    returnsTo,
    stop: { cycles: stop.cycles, contacts: stop.contacts, then: stop.then },
  };
}

/** When the system moves a lead to nurture, no person has named a date, so the reason needs a duration of its own. */
function checkReason(part: 'limits' | 'working', reasons: Recycling['reasons'], { file, report }: PlanContext): void {
  const given = file[part].reason;
  if (!recycles(file, part)) {
    if (given !== undefined) report([part, 'reason'], '`reason` only goes with `then`: recycle');
    return;
  }
  const { [given ?? NO_ANSWER]: row } = reasons;
  const at = given === undefined ? [part, 'then'] : [part, 'reason'];
  if (row === undefined) report(at, unknownName('reason', given ?? NO_ANSWER, Object.keys(reasons)));
  else if (row.afterSeconds === undefined) {
    report(
      at,
      `\`${given ?? NO_ANSWER}\` waits for a date, which nobody provides here; expected a reason with a duration`,
    );
  }
}

function recycles({ limits, working }: PlanContext['file'], part: 'limits' | 'working'): boolean {
  return part === 'limits' ? limits.then === 'recycle' : working.then.includes('recycle');
}

function compileReason(reason: string, row: FileRestReason, context: PlanContext): RestReason {
  const at: PlanPath = ['recycling', reason];
  const { report } = context;
  const named = name.safeParse(reason);
  if (!named.success) report(at, named.error.issues[0]?.message ?? 'expected a name');
  if (row.after === 0 || row.at_most === 0) {
    report([...at, row.after === 0 ? 'after' : 'at_most'], 'expected more than zero: the lead would come back at once');
  }
  return {
    track: row.nurture,
    ...(row.after !== 'asked_date' && { afterSeconds: row.after }),
    atMostSeconds: row.at_most ?? AT_MOST_SECONDS,
    ...(row.only_if && { onlyIf: compileCondition(row.only_if, [...at, 'only_if'], context) }),
    ...(row.times !== undefined && { times: row.times }),
  };
}

function fromMql(mql: number): Condition {
  return { kind: 'field', field: 'score', test: { op: 'within', from: mql } };
}
