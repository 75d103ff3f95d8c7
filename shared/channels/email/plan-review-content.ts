import { describeDataChanges, type PlanReviewReminder } from '../../domain/plan-review/plan-review.ts';
import { formatDay } from './local-time.ts';
import type { Fact, MailContent } from './mail-content.ts';

/** Returns what the mail says that reminds a plan's owner of its review. */
export function planReviewContentOf({ to, plan, review }: PlanReviewReminder): MailContent {
  const { version, dueOn, change, last, changes } = review;
  const imported = describeDataChanges(changes);
  const rows: readonly (Fact | undefined)[] = [
    { name: 'Due on', value: formatDay(dueOn) },
    change && { name: 'Changed because', value: change.why },
    change?.expect ? { name: 'Expected', value: change.expect } : undefined,
    last && { name: 'Last review', value: `${last.at.slice(0, 10)}, ${last.by}: ${last.why}` },
    { name: 'Imported since', value: imported === '' ? 'nothing' : imported },
  ];
  return {
    preview: `Version ${version}, due on ${dueOn}`,
    title: `The plan ${plan} is to be reviewed`,
    intro: [
      'Compare what was expected with the figures: baton report.',
      'Then publish the next version, or say that this one stays: baton plan reviewed --why "…".',
    ],
    blocks: [{ kind: 'facts', rows: rows.filter((row) => row !== undefined) }],
    footer: `Baton sent this to ${to}, who owns the plan. It comes again each week until the plan was reviewed.`,
  };
}
