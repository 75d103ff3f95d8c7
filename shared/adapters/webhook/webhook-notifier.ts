import type { Instant } from '../../domain/instant.ts';
import { cycleCountOf } from '../../domain/lead/lead.ts';
import type { Notification, Notifier } from '../../ports/notifier.ts';
import { signWebhook } from '../../runtime/auth/signatures.ts';

/** Time limit for a receiver's answer, in milliseconds. */
const TIMEOUT_MILLISECONDS = 10_000;

/** Sends notifications as signed webhooks (https://www.standardwebhooks.com) to the environment's one address. */
export class WebhookNotifier implements Notifier {
  readonly #address: () => Promise<string | undefined>;
  readonly #secret: () => Promise<string>;

  constructor(options: {
    /** Returns the address for notifications. While it is undefined, notifications are dropped. */
    readonly address: () => Promise<string | undefined>;
    /** `whsec_…` */
    readonly secret: () => Promise<string>;
  }) {
    this.#address = options.address;
    this.#secret = options.secret;
  }

  async send(notice: Notification, now: Instant): Promise<'sent'> {
    const address = await this.#address();
    if (address === undefined) return 'sent';
    const body = JSON.stringify(messageOf(notice, now));
    const headers = signWebhook(await this.#secret(), { id: notice.id, at: now, body });
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      // A redirect would pass the person's data to another receiver.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    // The body is not read: it may repeat what was sent.
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`the notification receiver answered ${answer.status}`);
    return 'sent';
  }
}

/** Returns the message as receivers get it. docs/notifications.md describes it. */
function messageOf(notice: Notification, now: Instant) {
  const { lead, person, history, occasion, to, dueAt, contacts, links } = notice;
  return {
    type: `lead.${occasion}`,
    timestamp: now,
    data: {
      to,
      dueAt,
      contacts: contacts && { left: contacts.left, from: contacts.freeAt },
      links,
      lead: {
        id: lead.id,
        epoch: lead.epoch,
        state: lead.stage.state,
        owner: lead.accountable,
        source: lead.source,
        receivedAt: lead.receivedAt,
        submittedAt: lead.submittedAt,
        cycle: cycleCountOf(lead),
        score: lead.score,
        rule: lead.routing?.route.rule,
        features: lead.features,
        touchpoints: lead.touchpoints,
      },
      person,
      history: history.map(({ at, type, actor, data }) => ({ at, type, actor, data })),
    },
  };
}
