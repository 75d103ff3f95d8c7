import { listWebhooks, webhookView } from '../../shared/api/webhooks.ts';
import type { WebhookStore } from '../../shared/ports/webhook-store.ts';
import { type Route, serve } from '../../shared/runtime/http/route.ts';

interface ShowDeps {
  readonly webhooks: WebhookStore;
}

/** `GET /v1/webhooks`. */
export const showWebhooks: Route<ShowDeps> = serve(listWebhooks, async (_, deps: ShowDeps) => ({
  status: 200,
  body: { webhooks: (await deps.webhooks.list()).map(webhookView) },
}));
