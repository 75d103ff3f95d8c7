import { type sourceRoutes, toSourceVersionView, toSourceView } from '../../shared/api/sources.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import * as useCase from '../../shared/use-cases/intake/list-sources.ts';

type ShowDeps = Pick<Deps, 'sources' | 'findings'>;

const NO_SUCH_SOURCE = problem('not-found', 'There is no source with this id.');

/** `GET /v1/sources`. */
export const listSources: RouteHandler<typeof sourceRoutes.listSources, ShowDeps> = async ({ now }, deps) => {
  const seen = await useCase.listSources(deps);
  return { status: 200, body: { sources: seen.map((one) => toSourceView(one.source, { ...one, now })) } };
};

/** `GET /v1/sources/{id}`. */
export const getSource: RouteHandler<typeof sourceRoutes.getSource, ShowDeps> = async ({ params, now }, deps) => {
  const versions = await deps.sources.versions(params.id);
  const [source] = versions;
  if (!source) return NO_SUCH_SOURCE;
  const [findings, activities] = await Promise.all([deps.findings.ofSource(source.id), deps.findings.activity()]);
  const activity = activities.find((one) => one.source === source.id);
  const body = { ...toSourceView(source, { activity, findings, now }), versions: versions.map(toSourceVersionView) };
  return { status: 200, body };
};
