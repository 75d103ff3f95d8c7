import { ownValue } from '../../own-value.ts';
import type { Condition } from '../condition.ts';
import { unknownNameMessage } from '../did-you-mean.ts';
import type { FileNurtureReason } from '../file/file-recycling.ts';
import { name } from '../file/file-scalars.ts';
import type { PlanPath } from '../plan-problem.ts';
import { LATER_REASON, MAX_CONTACTS, NO_ANSWER_REASON, type NurtureReason, type RecyclingRules } from '../recycling.ts';
import { compileCondition } from './compile-condition.ts';
import type { CompileContext } from './plan-context.ts';

const DAY_SECONDS = 86_400;
/** The longest a requested date may postpone a lead; a row can set a shorter limit. */
const DEFAULT_MAX_NURTURE_SECONDS = 400 * DAY_SECONDS;

/** Reasons that every plan has. A reason of the same name in the file replaces the default. */
const DEFAULT_REASONS: Readonly<Record<string, NurtureReason>> = {
  [LATER_REASON]: { track: LATER_REASON, atMostSeconds: DEFAULT_MAX_NURTURE_SECONDS },
  [NO_ANSWER_REASON]: {
    track: 're-engage',
    afterSeconds: 30 * DAY_SECONDS,
    atMostSeconds: DEFAULT_MAX_NURTURE_SECONDS,
  },
};

/** Compiles the nurture rules of a plan file, and checks that `limits` and `working` name one of its reasons. */
export function compileRecycling(context: CompileContext): RecyclingRules {
  const { file } = context;
  const { early_if: earlyIf, cool_down: coolDownSeconds, returns_to: returnsTo, stop, ...rows } = file.recycling;
  const reasons = {
    ...DEFAULT_REASONS,
    ...Object.fromEntries(
      Object.entries(rows as Record<string, FileNurtureReason>).map(([reason, row]) => [
        reason,
        compileReason(reason, row, context),
      ]),
    ),
  };
  for (const part of ['limits', 'working'] as const) checkReason(part, reasons, context);
  if (stop.contacts && stop.contacts.most > MAX_CONTACTS) {
    context.report(
      ['recycling', 'stop', 'contacts'],
      `expected at most ${MAX_CONTACTS} contacts: Baton stores no more per person`,
    );
  }
  return {
    reasons,
    earlyIf:
      earlyIf === undefined
        ? scoreAtLeast(file.scoring.mql)
        : compileCondition(earlyIf, ['recycling', 'early_if'], context),
    coolDownSeconds,
    returnsTo,
    stop: { cycles: stop.cycles, contacts: stop.contacts, then: stop.then },
  };
}

/** When the system moves a lead to nurture, no person has named a date, so the reason needs a duration of its own. */
function checkReason(
  part: 'limits' | 'working',
  reasons: RecyclingRules['reasons'],
  { file, report }: CompileContext,
): void {
  const given = file[part].reason;
  if (!movesToNurture(file, part)) {
    if (given !== undefined) report([part, 'reason'], '`reason` only goes with `then`: recycle');
    return;
  }
  const row = ownValue(reasons, given ?? NO_ANSWER_REASON);
  const at = given === undefined ? [part, 'then'] : [part, 'reason'];
  if (row === undefined) report(at, unknownNameMessage('reason', given ?? NO_ANSWER_REASON, Object.keys(reasons)));
  else if (row.afterSeconds === undefined) {
    report(
      at,
      `\`${given ?? NO_ANSWER_REASON}\` waits for a date, which nobody provides here; expected a reason with a duration`,
    );
  }
}

function movesToNurture({ limits, working }: CompileContext['file'], part: 'limits' | 'working'): boolean {
  return part === 'limits' ? limits.then === 'recycle' : working.then.includes('recycle');
}

function compileReason(reason: string, row: FileNurtureReason, context: CompileContext): NurtureReason {
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
    atMostSeconds: row.at_most ?? DEFAULT_MAX_NURTURE_SECONDS,
    ...(row.only_if && { onlyIf: compileCondition(row.only_if, [...at, 'only_if'], context) }),
    ...(row.times !== undefined && { times: row.times }),
  };
}

function scoreAtLeast(mql: number): Condition {
  return { kind: 'field', field: 'score', test: { op: 'within', from: mql } };
}
