import { describe, expect, it } from 'vitest';
import { recordAnswerByLink } from '../../../functions/record-answer/record-answer-by-link.ts';
import type { AnswerKind } from '../../../shared/domain/answers/answer-link.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { signAnswerLink } from '../../../shared/runtime/auth/signed-link.ts';
import { aBaton, aDemoRequest, DAY } from '../../scenarios/a-baton.ts';

const SECRET = 'an invented secret of at least 32 bytes';
type Call = Parameters<typeof recordAnswerByLink>[0];

/** Submits the form behind an answer link as the owner of a new lead. */
async function submitAnswer(answer: AnswerKind, form: object) {
  const baton = await aBaton();
  const lead = await baton.postOne(aDemoRequest());
  const { accountable: rep = '', epoch } = await baton.lead(lead);
  const link = { lead, epoch, rep, answer, expiresAt: addSeconds(baton.now, DAY) };
  const params = { token: signAnswerLink(SECRET, link) };
  const deps = { ...baton.deps, linkSecret: async () => SECRET };
  const meter = { add: () => undefined };
  const call = { params, body: form, now: baton.now, query: {}, requestId: 'r', principal: undefined, meter };
  const reply = await recordAnswerByLink(call as unknown as Call, deps);
  return { status: 'status' in reply ? reply.status : undefined, stage: (await baton.lead(lead)).stage };
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
