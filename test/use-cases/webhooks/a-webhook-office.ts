import { Webhook } from 'standardwebhooks';
import type { InMemoryWebhookSender } from '../../../shared/adapters/in-memory/in-memory-webhook-receiver.ts';
import { InMemoryWebhookRetries } from '../../../shared/adapters/in-memory/in-memory-webhook-retries.ts';
import { InMemoryWebhookStore } from '../../../shared/adapters/in-memory/in-memory-webhook-store.ts';
import type { LeadId } from '../../../shared/domain/ids.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { Mode } from '../../../shared/domain/shadow/shadow-mode.ts';
import type { WebhookResponse } from '../../../shared/ports/webhook-sender.ts';
import { signWebhook } from '../../../shared/runtime/auth/signatures.ts';
import type { DeliverDeps } from '../../../shared/use-cases/webhooks/attempt-delivery.ts';
import { aLead } from '../../support/builders/lead.ts';
import { aWebhook } from '../../support/builders/webhook.ts';

const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes ...').toString('base64')}`;
export const DOWN: WebhookResponse = { outcome: 'answered', status: 503 };
export const FINE: WebhookResponse = { outcome: 'answered', status: 200 };

/** Checks the signature of a message and returns its content. */
export function verifyWebhook(body: string, headers: Readonly<Record<string, string>>): unknown {
  return new Webhook(SECRET).verify(body, headers);
}

/** One lead, one subscription to all its events (`crm`), and the queue of further attempts on the office's clock. */
export class WebhookOffice {
  readonly webhooks = new InMemoryWebhookStore();
  readonly queue = new InMemoryWebhookRetries(() => this.now);
  now: Instant;
  mode: Mode = 'live';
  lead: Lead | undefined;

  constructor(lead: LeadId, now: Instant) {
    this.now = now;
    this.lead = aLead('assigned', { id: lead });
  }

  depsWith(webhookSender: InMemoryWebhookSender): DeliverDeps {
    return {
      leads: { load: async () => this.lead },
      mode: async () => this.mode,
      webhooks: this.webhooks,
      webhookSender,
      webhookRetries: this.queue,
      signedHeaders: async (id, message) => (id === 'secretless' ? undefined : signWebhook(SECRET, message)),
      apiUrl: 'https://leads.example',
      random: () => 1,
    };
  }

  /** Returns subscription, status and number of attempts of each delivery of the lead. */
  async statuses(): Promise<readonly (readonly [string, string, number])[]> {
    const deliveries = await this.webhooks.deliveries(this.lead?.id ?? '');
    return deliveries.map(({ webhook, status, attempts }) => [webhook, status, attempts]);
  }
}

export async function aWebhookOffice(lead: LeadId, now: Instant): Promise<WebhookOffice> {
  const office = new WebhookOffice(lead, now);
  await office.webhooks.save(aWebhook());
  return office;
}
