import { BOT_TOKEN, type FakeMessage, FakeSlack } from '../../../cli/fakes/slack/fake-slack.ts';
import { SIGNING_SECRET, signedCall } from '../../../cli/fakes/slack/slack-calls.ts';
import { handleSlack } from '../../../functions/handle-slack/handle-slack.ts';
import { InMemoryNoticeStore } from '../../../shared/adapters/in-memory/in-memory-notice-store.ts';
import { SlackMessages } from '../../../shared/adapters/slack/slack-messages.ts';
import { createWebApiClient } from '../../../shared/adapters/slack/web-api-client.ts';
import { createSlackSender } from '../../../shared/channels/slack/slack-sender.ts';
import { millisecondsOf } from '../../../shared/domain/instant.ts';
import { endNotice } from '../../../shared/domain/notifications/notice.ts';
import type { Rep } from '../../../shared/domain/team/rep.ts';
import { sendNotification } from '../../../shared/use-cases/notifications/send-notification.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { anHttpEvent } from '../../support/http-event.ts';
import { aRecordingRuntime } from '../../support/recorded-runtime.ts';

/** The Slack member id of a rep of the invented company. */
export const memberOf = (rep: string) => `U0${rep.toUpperCase()}00`;

/** Starts a Baton in memory, connected to a fake workspace in which every rep has a member id. */
export async function aSlackDesk(options: Parameters<typeof aBaton>[0] = {}) {
  const fake = new FakeSlack();
  const url = await fake.start();
  const reps: readonly Partial<Rep>[] = options.reps ?? [{ id: 'kim' }, { id: 'lea', name: 'Lea Hart' }];
  const baton = await aBaton({
    ...options,
    reps: reps.map((rep) => ({ ...rep, addresses: { slack: memberOf(rep.id ?? '') } })),
  });
  fake.members.push(...reps.map((rep) => ({ id: memberOf(rep.id ?? '') })));
  const api = createWebApiClient({ token: BOT_TOKEN, url });
  const connect = async () => api;
  const notices = new InMemoryNoticeStore();
  const runtime = aRecordingRuntime();
  const messages = new SlackMessages({ connect, reps: baton.deps.reps });
  const signingSecrets = async ({ fresh } = { fresh: false }) => (fresh ? [SIGNING_SECRET] : ['f'.repeat(32)]);
  const deps = { ...baton.deps, notices, messages, slack: { connect, signingSecrets } };
  const send = createSlackSender({ connect });

  /** Sends the owner of a lead the message about it. */
  async function announce(leadId: string): Promise<FakeMessage> {
    const lead = await baton.lead(leadId);
    const to = lead.accountable ?? '';
    const notice = { lead, to, occasion: 'assigned', id: `${leadId}.${lead.epoch}.assigned`, now: baton.now } as const;
    const notifier: typeof baton.deps.notifier = Object.assign(Object.create(baton.deps.notifier), {
      async send(notification: Parameters<typeof send>[0]) {
        const sent = await send(notification, { address: memberOf(to), now: baton.now, zone: 'Europe/Berlin' });
        if (sent.outcome !== 'sent') throw new Error(sent.because);
        const attempts = [{ channel: 'slack', at: baton.now, outcome: 'sent' as const }];
        await notices.save(
          endNotice(
            { id: notice.id, lead: leadId, to, occasion: 'assigned', earlier: [] },
            attempts,
            baton.now,
            sent.reference,
          ),
        );
        return 'sent';
      },
    });
    const [person, history] = await Promise.all([baton.deps.leads.person(leadId), baton.deps.leads.timeline(leadId)]);
    await sendNotification({ ...notice, person, history, plan: undefined }, { ...baton.deps, notifier });
    const message = fake.messagesTo(memberOf(to)).at(-1);
    if (!message) throw new Error('no message was sent');
    return message;
  }

  /** Posts a call as Slack does. */
  async function post(
    path: string,
    fields: Readonly<Record<string, string>>,
    more: { readonly secret?: string; readonly headers?: Record<string, string>; readonly sentAt?: number } = {},
  ) {
    const { body, headers } = signedCall(fields, more.sentAt ?? millisecondsOf(baton.now), more.secret);
    const event = anHttpEvent({
      method: 'POST',
      path: `/slack/${path}`,
      body,
      headers: { ...headers, ...more.headers },
    });
    const call = { event, now: baton.now, requestId: 'req-1', log: runtime.log };
    const result = await handleSlack(call, runtime.meter, deps);
    return { status: result.statusCode, body: result.body === undefined ? undefined : JSON.parse(result.body) };
  }

  return {
    ...{ baton, fake, notices, runtime, announce, post, deps },
    interact: (payload: string, more: Parameters<typeof post>[2] = {}) => post('interactions', { payload }, more),
    async aLead() {
      const id = await baton.postOne(aDemoRequest());
      const lead = await baton.lead(id);
      const owner = lead.accountable ?? '';
      return { id, owner, other: owner === 'kim' ? 'lea' : 'kim', message: await announce(id) };
    },
  };
}
