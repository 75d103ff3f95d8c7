import { expect, it } from 'vitest';
import { tokenNeededUntil } from '../../../shared/domain/follow-up/token-needed-until.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const DAY = 24 * 3600;

it('a token is needed until a day after the last deadline of an assignment, whatever the order of its deadlines', () => {
  const lead = aLead('assigned');
  if (lead.stage.state !== 'assigned') throw new Error('not assigned');
  const last =
    lead.stage.deadlines
      .map(({ at }) => at)
      .toSorted()
      .at(-1) ?? '';
  const turned = { stage: { ...lead.stage, deadlines: lead.stage.deadlines.toReversed() } };
  expect(last > MONDAY).toBe(true);
  for (const one of [lead, turned]) expect(tokenNeededUntil(one, MONDAY)).toBe(addSeconds(last, DAY));
});

it('a token that nobody needs any more is kept for a day', () => {
  for (const lead of [aLead('working'), undefined])
    expect(tokenNeededUntil(lead, MONDAY)).toBe(addSeconds(MONDAY, DAY));
});
