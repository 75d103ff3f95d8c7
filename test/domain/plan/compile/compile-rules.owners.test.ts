import { describe, expect, it } from 'vitest';
import { edited, PLAN_TEXT, planOf, problemsOf } from '../plan-text.ts';

const BIG = '{rule: big, when: {employees: 1000+}, to: desk, otherwise: next}';
const DESK = 'desk: {manager: ana.silva, hours: office}';
const withRule = (rule: string) => edited(BIG, rule);
const actionOf = (rule: string) => planOf(withRule(rule)).layers[0]?.rules[0]?.then;

describe('a rule that assigns to an existing owner', () => {
  it.each(['account', 'deal', 'csm', 'that_lead', 'territory'])('names the owner of %s', (relation) => {
    const rule = `{rule: own, when: {account.owner: known}, to: {owner_of: ${relation}}, otherwise: next}`;
    expect(actionOf(rule)).toMatchObject({ kind: 'assign', to: { ownerOf: relation }, otherwise: { kind: 'next' } });
  });

  it('can skip turns and caps, but does neither by default', () => {
    const rule =
      '{rule: own, when: {same_company_lead: open}, to: {owner_of: that_lead}, cap: ignore, turn: not_charged}';
    expect(actionOf(rule)).toMatchObject({ charged: false, capped: false });
    expect(actionOf(BIG)).not.toHaveProperty('charged');
    expect(actionOf(rule.replace('turn: not_charged', 'turn: charged'))).not.toHaveProperty('charged');
  });

  it.each([
    ['{rule: own, when: {account.owner: known}, to: {owner_of: acount}}', 'layers[0].rules[0].to', 'owner_of'],
    [
      '{rule: own, when: {account.ower: known}, to: desk}',
      'layers[0].rules[0].when.account.ower',
      'did you mean `account.owner`?',
    ],
    [
      '{rule: own, when: {account.status: custmer}, to: desk}',
      'layers[0].rules[0].when.account.status',
      'did you mean `customer`?',
    ],
    ['{rule: own, when: {account.open_deal: yes}, to: desk}', 'layers[0].rules[0].when.account.open_deal', 'expected'],
    [
      '{rule: own, when: {same_company_lead: closed}, to: desk}',
      'layers[0].rules[0].when.same_company_lead',
      'expected one of open',
    ],
    ['{rule: own, when: {band: hot}, close: spam, cap: ignore}', 'layers[0].rules[0].cap', 'only goes with `to`'],
    [
      '{rule: own, when: {band: hot}, close: spam, turn: not_charged}',
      'layers[0].rules[0].turn',
      'only goes with `to`',
    ],
    ['{rule: own, when: {band: hot}, to: desk, cap: none}', 'layers[0].rules[0].cap', '`ignore`'],
  ])('%s is rejected', (rule, path, says) => {
    const [problem] = problemsOf(withRule(rule));
    expect(problem?.path).toBe(path);
    expect(problem?.message).toContain(says);
  });
});

describe('a team that offers leads to their owner first', () => {
  const teamOf = (written: string) => planOf(edited(DESK, written)).teams.desk;

  it('defines how turns are taken otherwise', () => {
    expect(
      teamOf('desk: {manager: ana.silva, hours: office, turn: territory_owner, otherwise: least_loaded}'),
    ).toMatchObject({
      ownerFirst: 'territory',
      turn: 'least_loaded',
    });
    expect(teamOf('desk: {manager: ana.silva, hours: office, turn: account_owner}')).toMatchObject({
      ownerFirst: 'account',
      turn: 'round_robin',
    });
    expect(teamOf(DESK)).not.toHaveProperty('ownerFirst');
  });

  it('is the only kind of team with `otherwise`', () => {
    const [problem] = problemsOf(
      edited(DESK, 'desk: {manager: ana.silva, hours: office, turn: weighted, otherwise: round_robin}'),
    );
    expect(problem).toMatchObject({ path: 'teams.desk.otherwise', message: expect.stringContaining('only goes with') });
  });
});

it('a plan defines whether matches by company name count', () => {
  expect(planOf(`${PLAN_TEXT}accounts: {match: name}\n`).accounts).toEqual({ match: 'name' });
  expect(planOf(PLAN_TEXT).accounts).toBeUndefined();
  expect(problemsOf(`${PLAN_TEXT}accounts: {match: always}\n`)[0]?.path).toBe('accounts.match');
});

it('company fields are filled in by Baton and cannot be defined', () => {
  const [problem] = problemsOf(edited('fields:\n', 'fields:\n  account.status: {type: text}\n'));
  expect(problem?.message).toContain('is filled in by Baton');
});
