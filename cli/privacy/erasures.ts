import type * as z from 'zod';
import { personRoutes } from '../../shared/api/persons.ts';
import type { ApiClient } from '../api-client.ts';
import { formatTable } from '../table.ts';
import { countOf, formatListed } from './do-not-contact.ts';
import type { PersonFields } from './identifier.ts';

type Forgotten = z.output<(typeof personRoutes.forgetPerson.replies)[200]>;
type Erasures = z.output<(typeof personRoutes.listErasures.replies)[200]>['erasures'];

/** Erases a person, or previews it with `dryRun`. */
export async function forget(
  api: ApiClient,
  who: PersonFields,
  options: {
    readonly dryRun: boolean;
    readonly reason?: string;
    readonly ticket?: string;
    readonly suppress?: boolean;
  },
): Promise<Forgotten> {
  return api.call('POST', '/v1/persons/forget', {
    body: { ...who, ...options },
    reply: personRoutes.forgetPerson.replies[200],
  });
}

const NOT_LISTED =
  'Not on the do-not-contact list: no address, and no number with a name, is known. Enter a number or a domain: baton suppress.';

/** Says what would be erased or was erased, and whether the person is on the list if they were to be entered. */
export function formatForgotten(result: Forgotten, { suppress = false }: { readonly suppress?: boolean } = {}): string {
  if (result.outcome === 'preview') {
    const { leads, deliveries, waiting, isPartial } = result;
    return [
      `Would be erased: ${countOf(leads.length, 'lead')}, ${isPartial ? 'at least ' : ''}${countOf(deliveries, 'stored body', 'stored bodies')}.`,
      ...leads.map((lead) => `  ${lead}`),
      ...(waiting > 0
        ? [
            `Kept until decided, since others wait in it for their leads: ${countOf(waiting, 'body', 'bodies')}. See "baton quarantine list".`,
          ]
        : []),
      'Nothing has changed. To erase, repeat with --yes.',
    ].join('\n');
  }
  const missing = suppress ? [NOT_LISTED] : [];
  const listed = result.doNotContact ? [formatListed(result.doNotContact)] : missing;
  return [describeErasure(result), ...listed].join('\n');
}

function describeErasure(result: Exclude<Forgotten, { outcome: 'preview' }>): string {
  if (result.outcome === 'nothing_left') return 'Nothing is stored about this person.';
  const { id = '', counts, remaining = [] } = result.erasure ?? {};
  const done = `${countOf(counts?.leads ?? 0, 'lead')}, ${countOf(counts?.deliveries ?? 0, 'stored body', 'stored bodies')}`;
  return remaining.length === 0
    ? `Erased: ${done}. Record: ${id}`
    : `Erased so far: ${done}. Left: ${remaining.join(', ')}. Continue: baton forget --replay unfinished. Record: ${id}`;
}

/** Exports what is stored about a person. */
export async function exportPerson(api: ApiClient, who: PersonFields) {
  return api.call('POST', '/v1/persons/export', { body: who, reply: personRoutes.exportPerson.replies[200] });
}

/** Formats an export: one line per lead, then what the person said in it. */
export function formatExport({ leads, doNotContact }: Awaited<ReturnType<typeof exportPerson>>): string {
  const listed = doNotContact.length === 0 ? [] : [formatListed(doNotContact)];
  const held = leads.map(({ lead, submittedFacts }) => {
    const { submittedFacts: _, ...person } = lead.person ?? { answers: {} };
    const said = { ...person, ...submittedFacts };
    const rows = Object.entries(said).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    return `${lead.id}  ${lead.state}  ${lead.source}  ${lead.receivedAt}\n${formatTable([], rows)}`;
  });
  return [...listed, ...held].join('\n\n');
}

/** Applies recorded erasures again, page by page. */
export async function replay(api: ApiClient, only: 'all' | 'unfinished'): Promise<string> {
  let [applied, failed, inSearch] = [0, 0, 0];
  let cursor: string | undefined;
  do {
    const page = await api.call('POST', '/v1/erasures/replay', {
      body: { only, cursor },
      reply: personRoutes.replayErasures.replies[200],
    });
    applied += page.applied;
    failed += page.failed;
    inSearch += page.inSearch ?? 0;
    cursor = page.cursor;
  } while (cursor !== undefined);
  const searching = `Still searching bodies: ${inSearch}. Go on with: baton forget --replay unfinished`;
  return [
    `Applied: ${applied}.`,
    ...(failed > 0 ? [`Failed: ${failed}. Run it again.`] : []),
    ...(inSearch > 0 ? [searching] : []),
  ].join(' ');
}

/** Lists the records of erasures, newest first. */
export async function listErasures(api: ApiClient): Promise<Erasures> {
  const all: Erasures[number][] = [];
  let cursor: string | undefined;
  do {
    const path: string = `/v1/erasures?limit=100${cursor === undefined ? '' : `&cursor=${cursor}`}`;
    const page = await api.call('GET', path, { reply: personRoutes.listErasures.replies[200] });
    all.push(...page.erasures);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return all;
}

/** Formats the records as a table. */
export function formatErasures(erasures: Erasures): string {
  if (erasures.length === 0) return 'Nobody has been erased.';
  return formatTable(
    ['record', 'at', 'by', 'because', 'ticket', 'leads', 'bodies', 'left'],
    erasures.map(({ id, at, by, because, ticket = '', counts, remaining }) => [
      id,
      at,
      by,
      because,
      ticket,
      String(counts.leads),
      String(counts.deliveries),
      remaining.join(', '),
    ]),
    ['leads', 'bodies'],
  );
}
