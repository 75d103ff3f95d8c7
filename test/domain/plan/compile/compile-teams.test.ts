import { describe, expect, it } from 'vitest';
import { PLAN_TEXT, planOf } from '../plan-text.ts';
import { itReports, type Slip } from '../slips.ts';

const TEAM = /(\n {2}desk: *\{)/;
const withSlack = (wish: string) => PLAN_TEXT.replace(TEAM, `$1slack: ${wish}, `);

describe("a team's channel in Slack", () => {
  it('is none unless it is written', () => {
    expect(planOf(PLAN_TEXT).teams.desk).not.toHaveProperty('slack');
  });

  it("hides the person's name unless the team wants it", () => {
    expect(planOf(withSlack('{channel: C024BE91L}')).teams.desk?.slack).toEqual({
      channel: 'C024BE91L',
      showsName: false,
    });
    expect(planOf(withSlack('{channel: G024BE91L, person: name}')).teams.desk?.slack).toEqual({
      channel: 'G024BE91L',
      showsName: true,
    });
  });

  const [found = ''] = TEAM.exec(PLAN_TEXT) ?? [];
  const slip = (wish: string, key: string, says: string): Slip => [
    found,
    `${found}slack: ${wish}, `,
    `teams.desk.slack${key}`,
    says,
  ];
  itReports([
    slip('{channel: "#team"}', '.channel', 'expected the id of a channel in Slack, such as C024BE91L'),
    slip('{channel: U024BE7LH}', '.channel', 'expected the id of a channel'),
    slip('{channel: C024BE91L, person: shown}', '.person', 'hidden'),
    slip('{person: name}', '.channel', 'expected'),
    slip('{channel: C024BE91L, names: true}', '.names', 'unknown key'),
  ]);
});
