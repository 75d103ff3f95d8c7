import { getSource, listSources, sourceView, versionView } from '../../shared/api/sources.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import { type Route, serve } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { seeSources } from '../../shared/use-cases/intake/list-sources.ts';

type ShowDeps = Pick<Deps, 'sources' | 'findings'>;

const NO_SUCH_SOURCE = problem('not-found', 'There is no source with this id.');

/** `GET /v1/sources`. */
export const showSources: Route<ShowDeps> = serve(listSources, async ({ now }, deps: ShowDeps) => {
  const seen = await seeSources(deps);
  return { status: 200, body: { sources: seen.map((one) => sourceView(one.source, { ...one, now })) } };
});

/** `GET /v1/sources/{id}`. */
export const showSource: Route<ShowDeps> = serve(getSource, async ({ params, now }, deps: ShowDeps) => {
  const versions = await deps.sources.versions(params.id);
  const [source] = versions;
  if (!source) return NO_SUCH_SOURCE;
  const [findings, activities] = await Promise.all([deps.findings.of(source.id), deps.findings.activity()]);
  const activity = activities.find((one) => one.source === source.id);
  const body = { ...sourceView(source, { activity, findings, now }), versions: versions.map(versionView) };
  return { status: 200, body };
});
