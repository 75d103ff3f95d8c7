import { describe, expect, it } from 'vitest';
import { KEPT_BY_DEFAULT } from '../../../../shared/domain/plan/privacy.ts';
import { PLAN_TEXT, planOf } from '../plan-text.ts';
import { itReports, type Slip } from '../slips.ts';

const LAST = 'otherwise: catch-all\n';
const privacyOf = (section: string) => planOf(`${PLAN_TEXT}privacy: ${section}\n`).privacy;
const slip = (section: string, key: string, says: string): Slip => [
  LAST,
  `${LAST}privacy: ${section}\n`,
  `privacy${key}`,
  says,
];

describe('the privacy section', () => {
  it('says how long data is kept and what an erasure leaves', () => {
    expect(privacyOf('{raw_body: 8w, closed_lead: 24mo, erase_keeps: [rule, country, rule]}')).toEqual({
      rawBody: { count: 8, unit: 'w' },
      closedLead: { count: 24, unit: 'mo' },
      eraseKeeps: ['rule', 'country'],
    });
  });

  it('expires nothing by age and keeps the default when it is not written', () => {
    expect(planOf(PLAN_TEXT).privacy).toEqual({ eraseKeeps: KEPT_BY_DEFAULT });
    expect(privacyOf('{closed_lead: 2y}')).toEqual({
      closedLead: { count: 2, unit: 'y' },
      eraseKeeps: KEPT_BY_DEFAULT,
    });
  });

  it('can keep nothing', () => {
    expect(privacyOf('{erase_keeps: []}').eraseKeeps).toEqual([]);
  });

  it.each(['{raw_body: 14d, closed_lead: 28d}', '{raw_body: 10y, closed_lead: 10y}', '{closed_lead: 4w}'])(
    'accepts its bounds: %s',
    (section) => {
      expect(() => privacyOf(section)).not.toThrow();
    },
  );
});

describe('slips in it', () =>
  itReports([
    slip('{erase_keeps: [countri]}', '.erase_keeps[0]', 'did you mean `country`?'),
    slip('{erase_keeps: [country, email]}', '.erase_keeps[1]', 'expected `country` or `region`'),
    slip('{raw_bodies: 90d}', '.raw_bodies', 'did you mean `raw_body`?'),
    slip('{raw_body: 13d}', '.raw_body', 'at least `14d`: a delivery can be redriven'),
    slip('{raw_body: 0d}', '.raw_body', 'at least `14d`'),
    slip('{raw_body: 11y}', '.raw_body', 'at most `10y`'),
    slip('{closed_lead: 3w}', '.closed_lead', 'at least `28d`'),
    slip('{closed_lead: 121mo}', '.closed_lead', 'at most `10y`'),
    slip('{closed_lead: 24m}', '.closed_lead', 'days, weeks, months or years, such as `90d`'),
    slip('{closed_lead: forever}', '.closed_lead', 'days, weeks, months or years'),
    slip('{raw_body: 90d, closed_lead: 2mo}', '.closed_lead', 'at least `raw_body`'),
  ]));
