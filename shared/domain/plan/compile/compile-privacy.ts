import { type Age, DEFAULT_PRIVACY, daysOf, type PrivacyRules } from '../privacy.ts';
import type { CompileContext } from './plan-context.ts';

/**
 * The shortest time a raw body is kept: a dead letter names its delivery for as long, and a quarantined delivery needs
 * somebody who looks at it.
 */
const LEAST_BODY_DAYS = 14;
/** A lead closed by mistake is noticed within a month, and last month's figures can still be explained. */
const LEAST_CLOSED_LEAD_DAYS = 28;
const MOST_YEARS = 10;

/** Compiles the privacy section of a plan file, and checks its ages. */
export function compilePrivacy({ file, report }: Pick<CompileContext, 'file' | 'report'>): PrivacyRules {
  const { raw_body: rawBody, closed_lead: closedLead, erase_keeps: eraseKeeps } = file.privacy;
  checkAge(['raw_body', rawBody], { days: LEAST_BODY_DAYS, why: 'a delivery can be redriven that long' }, report);
  checkAge(
    ['closed_lead', closedLead],
    { days: LEAST_CLOSED_LEAD_DAYS, why: 'a closed lead must stay explained for a month' },
    report,
  );
  if (rawBody && closedLead && daysOf(closedLead) < daysOf(rawBody))
    report(['privacy', 'closed_lead'], 'expected at least `raw_body`: a body must not outlive the lead it became');
  return {
    ...(rawBody && { rawBody }),
    ...(closedLead && { closedLead }),
    eraseKeeps: eraseKeeps === undefined ? DEFAULT_PRIVACY.eraseKeeps : [...new Set(eraseKeeps)],
  };
}

function checkAge(
  [key, age]: readonly [name: string, age: Age | undefined],
  least: { readonly days: number; readonly why: string },
  report: CompileContext['report'],
): void {
  if (age === undefined) return;
  const at = ['privacy', key];
  if (daysOf(age) < least.days) report(at, `expected at least \`${least.days}d\`: ${least.why}`);
  if (daysOf(age) > daysOf({ count: MOST_YEARS, unit: 'y' })) report(at, `expected at most \`${MOST_YEARS}y\``);
}
