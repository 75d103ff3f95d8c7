import { listWebhooks, toWebhookView } from '../../shared/api/webhooks.ts';
import type { WebhookStore } from '../../shared/ports/webhook-store.ts';
import { type ApiRoute, bindRoute } from '../../shared/runtime/http/route.ts';

interface ShowDeps {
  readonly webhooks: WebhookStore;
}

/** `GET /v1/webhooks`. */
export const showWebhooks: ApiRoute<ShowDeps> = bindRoute(listWebhooks, async (_, deps: ShowDeps) => ({
  status: 200,
  body: { webhooks: (await deps.webhooks.list()).map(toWebhookView) },
}));
