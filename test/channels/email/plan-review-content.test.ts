import { expect, it } from 'vitest';
import { renderPlainText } from '../../../shared/channels/email/plain-text.ts';
import { planReviewContentOf } from '../../../shared/channels/email/plan-review-content.ts';

const review = { version: 3, dueOn: '2026-11-24', changes: [] };
const textOf = (more: object) =>
  renderPlainText(planReviewContentOf({ to: 'dana', plan: 'inbound', review: { ...review, ...more } }));

it('says what is to be reviewed, what was expected, what was imported, and what ends the reminders', () => {
  const at = '2026-11-10T09:00:00.000Z';
  const text = textOf({
    change: { why: 'DACH split', expect: '61% -> 80%' },
    last: { kind: 'review', version: 3, why: 'too early', by: 'ivo', at },
    changes: [{ kind: 'territories', rows: 2, by: 'ivo', at }],
  });
  for (const part of [
    'The plan inbound is to be reviewed',
    'Due on: Tue 24 Nov',
    'Changed because: DACH split',
    'Expected: 61% -> 80%',
    'Last review: 2026-11-10, ivo: too early',
    'Imported since: territories once',
    'baton plan reviewed --why',
  ])
    expect(text).toContain(part);
});

it('says so when nothing was imported and the plan gives no reason', () => {
  const text = textOf({});
  expect(text).toContain('Imported since: nothing');
  expect(text).not.toContain('Changed because');
});
