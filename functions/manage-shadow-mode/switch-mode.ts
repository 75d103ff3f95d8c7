import type { shadowModeRoutes } from '../../shared/api/shadow-mode.ts';
import type { SettingsStore } from '../../shared/ports/settings-store.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';

type ModeDeps = { readonly settings: SettingsStore };

/** `GET /v1/settings`. */
export const getSettings: RouteHandler<typeof shadowModeRoutes.getSettings, ModeDeps> = async (_, deps) => ({
  status: 200,
  body: await deps.settings.read('mode'),
});

/** `PUT /v1/settings`: takes effect with the next lead. */
export const putSettings: RouteHandler<typeof shadowModeRoutes.putSettings, ModeDeps> = async ({ body, log }, deps) => {
  await deps.settings.save('mode', body);
  log.info('mode_set', { outcome: body.mode });
  return { status: 200, body };
};
