import { type ApiClient, ApiError } from '../../../cli/api-client.ts';
import { assignManually } from '../../../functions/manage-leads/assign-manually.ts';
import { getLead, listLeads } from '../../../functions/manage-leads/show-leads.ts';
import { getRep, listMembers } from '../../../functions/manage-reps/show-rep.ts';
import type { InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { PROBLEMS, type Problem } from '../../../shared/runtime/http/problem.ts';
import { minutesAfterMonday } from '../../support/builders/moment.ts';

type Handler = (call: never, deps: InMemoryDeps) => Promise<object>;

/** The handlers behind the paths that `baton reassign` calls; each path has one part that is an id. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  'GET /v1/leads': listLeads,
  'GET /v1/leads/*': getLead,
  'PUT /v1/leads/*/assignment': assignManually,
  'GET /v1/reps/*': getRep,
  'GET /v1/teams/*/reps': listMembers,
};

/** The API over in-memory stores, as an admin calls it. It counts the calls that change something. */
export function aMemoryApi(deps: InMemoryDeps): ApiClient & { changes: number } {
  const client: ApiClient & { changes: number } = {
    url: 'http://baton.example',
    changes: 0,
    async call(method, path, { body, reply }) {
      const { pathname, searchParams } = new URL(path, 'http://baton.example');
      const [, , , id, ...rest] = pathname.split('/');
      const name = [`${method} ${pathname.split('/').slice(0, 3).join('/')}`, ...(id ? ['*'] : []), ...rest].join('/');
      const handler = HANDLERS[name];
      if (!handler) throw new Error(`no handler of ${name} here`);
      if (method !== 'GET') client.changes += 1;
      const query = { ...Object.fromEntries(searchParams), limit: Number(searchParams.get('limit') ?? 25) };
      const call = {
        params: { id },
        query,
        body,
        principal: { keyId: 'k', role: 'admin' },
        now: minutesAfterMonday(30),
      };
      const answer = (await handler(call as never, deps)) as { readonly body?: unknown } | Problem;
      if ('kind' in answer) {
        const { status, title } = PROBLEMS[answer.kind];
        const errors = (answer.errors ?? []).map(({ field, expected }) => `  ${field}: ${expected}`);
        throw new ApiError(status, [`${title}. ${answer.detail}`, ...errors].join('\n'));
      }
      return reply.parse(answer.body);
    },
  };
  return client;
}
