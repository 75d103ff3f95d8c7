import { toWebhookView, type webhookRoutes } from '../../shared/api/webhooks.ts';
import type { WebhookStore } from '../../shared/ports/webhook-store.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';

interface ShowDeps {
  readonly webhooks: WebhookStore;
}

/** `GET /v1/webhooks`. */
export const listWebhooks: RouteHandler<typeof webhookRoutes.listWebhooks, ShowDeps> = async (_, deps) => ({
  status: 200,
  body: { webhooks: (await deps.webhooks.list()).map(toWebhookView) },
});
