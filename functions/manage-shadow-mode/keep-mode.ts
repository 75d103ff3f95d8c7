import { getSettings, putSettings } from '../../shared/api/shadow-mode.ts';
import type { SettingsStore } from '../../shared/ports/settings-store.ts';
import { type ApiRoute, bindRoute } from '../../shared/runtime/http/route.ts';

type ModeDeps = { readonly settings: SettingsStore };

/** `GET /v1/settings`. */
export const showSettings: ApiRoute<ModeDeps> = bindRoute(getSettings, async (_, deps: ModeDeps) => ({
  status: 200,
  body: await deps.settings.read('mode'),
}));

/** `PUT /v1/settings`: takes effect with the next lead. */
export const saveSettings: ApiRoute<ModeDeps> = bindRoute(putSettings, async ({ body, log }, deps: ModeDeps) => {
  await deps.settings.save('mode', body);
  log.info('mode_set', { outcome: body.mode });
  return { status: 200, body };
});
