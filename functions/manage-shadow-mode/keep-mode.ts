import { getSettings, putSettings } from '../../shared/api/observations.ts';
import type { Settings } from '../../shared/ports/settings.ts';
import { type Route, serve } from '../../shared/runtime/http/route.ts';

type ModeDeps = { readonly settings: Pick<Settings, 'mode' | 'saveMode'> };

/** `GET /v1/settings`. */
export const showSettings: Route<ModeDeps> = serve(getSettings, async (_, deps: ModeDeps) => ({
  status: 200,
  body: { mode: await deps.settings.mode() },
}));

/** `PUT /v1/settings`: takes effect with the next lead. */
export const keepSettings: Route<ModeDeps> = serve(putSettings, async ({ body, log }, deps: ModeDeps) => {
  await deps.settings.saveMode(body.mode);
  log.info('mode_set', { outcome: body.mode });
  return { status: 200, body };
});
