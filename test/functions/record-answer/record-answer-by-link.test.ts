import { describe, expect, it } from 'vitest';
import { recordAnswerByLink, showAnswerPage } from '../../../functions/record-answer/record-answer-by-link.ts';
import type { AnswerKind } from '../../../shared/domain/answers/answer-link.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import { signAnswerLink } from '../../../shared/runtime/auth/signed-link.ts';
import { aBaton, aDemoRequest, DAY } from '../../scenarios/a-baton.ts';
import { aPlan } from '../../support/builders/plan.ts';

const SECRET = 'an invented secret of at least 32 bytes';
type Call = Parameters<typeof recordAnswerByLink>[0];

/** Opens the page of an answer link. */
async function openPage(answer: AnswerKind, plan: Partial<Plan>) {
  const { call, deps } = await aLink(answer, {}, plan);
  const reply = await showAnswerPage(call as unknown as Parameters<typeof showAnswerPage>[0], deps);
  return { page: 'body' in reply ? String(reply.body) : '' };
}

/** Submits the form behind an answer link as the owner of a new lead. */
async function submitAnswer(answer: AnswerKind, form: object, plan: Partial<Plan> = {}) {
  const { call, deps, baton, lead } = await aLink(answer, form, plan);
  const reply = await recordAnswerByLink(call as unknown as Call, deps);
  return { status: 'status' in reply ? reply.status : undefined, stage: (await baton.lead(lead)).stage };
}

async function aLink(answer: AnswerKind, form: object, plan: Partial<Plan>) {
  const baton = await aBaton({ plan });
  const lead = await baton.postOne(aDemoRequest());
  const { accountable: rep = '', epoch } = await baton.lead(lead);
  const link = { lead, epoch, rep, answer, expiresAt: addSeconds(baton.now, DAY) };
  const params = { token: signAnswerLink(SECRET, link) };
  const deps = { ...baton.deps, linkSecrets: async () => [SECRET] };
  const meter = { add: () => undefined };
  const call = { params, body: form, now: baton.now, query: {}, requestId: 'r', principal: undefined, meter };
  return { call, deps, baton, lead };
}

describe('the button of an answer link', () => {
  it.each([
    ['disqualified', { reason: 'no_budget' }],
    ['misrouted', { reason: 'spam' }],
    ['declined', {}],
    ['declined', { reason: 'on_holiday' }],
    ['not_now', { until: '2026-12-24' }],
  ] as const)('%s with %o is recorded', async (answer, form) => {
    expect((await submitAnswer(answer, form)).status).toBe(200);
  });

  it.each([
    ['disqualified', {}],
    ['disqualified', { reason: '_secret' }],
    ['disqualified', { reason: '491701234567' }],
    ['disqualified', { reason: 'nora_lind' }],
    ['misrouted', { reason: 'nora_lind' }],
    ['not_now', { until: 'soon' }],
    ['not_now', { until: '2026-11-01' }],
  ] as const)('%s with %o is refused as incomplete, and nothing is saved', async (answer, form) => {
    const { status, stage } = await submitAnswer(answer, form);
    expect([status, stage.state]).toEqual([422, 'assigned']);
  });
});

describe('the page of "not now"', () => {
  const rules = {
    ...aPlan().recycling,
    reasons: {
      later: { track: 'calendar', atMostSeconds: 180 * DAY },
      no_answer: { track: 're-engage', afterSeconds: 30 * DAY, atMostSeconds: 400 * DAY },
    },
  };

  it('offers the plan’s reasons, and says which of them ask for a date', async () => {
    const { page } = await openPage('not_now', { recycling: rules });
    expect(page).toContain('<option value="later">later</option>');
    expect(page).toContain('<option value="no_answer">no answer</option>');
    expect(page).toContain('Only for: later.');
    expect(page).toContain('aria-describedby="until-hint"');
    expect(page).not.toMatch(/<input[^>]* required/);
  });

  it('asks for a date when every reason needs one, and for none when none does', async () => {
    const { later, no_answer: fixed } = rules.reasons;
    expect((await openPage('not_now', { recycling: { ...rules, reasons: { later } } })).page).toMatch(
      /type="date".* required/,
    );
    const none = { ...rules, reasons: { later: fixed, no_answer: fixed } };
    expect((await openPage('not_now', { recycling: none })).page).not.toContain('type="date"');
  });

  it.each([
    [{ reason: 'no_answer' }, '2026-12-23'],
    [{ reason: 'no_answer', until: '2027-02-01' }, '2026-12-23'],
    [{ reason: 'later', until: '2027-02-01' }, '2027-02-01'],
  ])('records %o for the time that the plan or the date says', async (form, day) => {
    const { status, stage } = await submitAnswer('not_now', form, { recycling: rules });
    expect(status).toBe(200);
    expect(stage).toMatchObject({ state: 'nurturing', returnAt: expect.stringContaining(day) });
  });

  it('needs a date for a reason that asks for one', async () => {
    expect((await submitAnswer('not_now', { reason: 'later' }, { recycling: rules })).status).toBe(422);
  });
});
