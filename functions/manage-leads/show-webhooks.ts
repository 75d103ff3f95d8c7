import type { WebhookStore } from '../../shared/ports/webhook-store.ts';
import { listWebhooks, webhookView } from '../../shared/runtime/api/webhooks.ts';
import { type Route, serve } from '../../shared/runtime/route.ts';

interface ShowDeps {
  readonly webhooks: WebhookStore;
}

/** `GET /v1/webhooks`. */
export const showWebhooks: Route<ShowDeps> = serve(listWebhooks, async (_, deps: ShowDeps) => ({
  status: 200,
  body: { webhooks: (await deps.webhooks.list()).map(webhookView) },
}));
