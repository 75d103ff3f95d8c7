import type * as z from 'zod';
import { type DoNotContactView, doNotContactRoutes } from '../../shared/api/do-not-contact.ts';
import { ReasonCodeSchema } from '../../shared/domain/lead/events.ts';
import type { ApiClient } from '../api-client.ts';
import { formatTable } from '../table.ts';
import type { ContactFields } from './identifier.ts';

type Entry = z.output<typeof DoNotContactView>;
type Suppressed = z.output<(typeof doNotContactRoutes.suppressPerson.replies)[200]>;
type Lifted = z.output<(typeof doNotContactRoutes.liftSuppression.replies)[200]>;

/**
 * Reads a reason as people type it, `asked by mail`, into its code. Reasons are kept for good, so none may hold a name or
 * an address. @throws a sentence that says what is expected.
 */
export function readReason(text: string): string {
  const code = text.trim().toLowerCase().replaceAll(/\s+/g, '_');
  if (!ReasonCodeSchema.safeParse(code).success)
    throw new Error('Expected as --reason a few plain words such as "asked by mail", without a name or an address.');
  return code;
}

/** Enters somebody in the list and ends their open leads, however many pages that takes. */
export async function suppress(
  api: ApiClient,
  who: ContactFields,
  options: { readonly reason?: string; readonly ticket?: string },
): Promise<Suppressed> {
  const { cursor, ...first } = await api.call('POST', '/v1/do-not-contact', {
    body: { ...who, ...options },
    reply: doNotContactRoutes.suppressPerson.replies[200],
  });
  return { ...first, ended: [...first.ended, ...(await endTheRest(api, cursor))] };
}

async function endTheRest(api: ApiClient, from: string | undefined): Promise<readonly string[]> {
  const ended: string[] = [];
  for (let cursor = from; cursor !== undefined; ) {
    const page: { readonly ended: readonly string[]; readonly cursor?: string } = await applyPage(api, cursor);
    ended.push(...page.ended);
    cursor = page.cursor;
  }
  return ended;
}

async function applyPage(api: ApiClient, cursor?: string) {
  return api.call('POST', '/v1/do-not-contact/apply', {
    body: { cursor },
    reply: doNotContactRoutes.applyDoNotContact.replies[200],
  });
}

/** Says what was entered and which leads ended. */
export function formatSuppressed({ outcome, entries, ended }: Suppressed): string {
  const ids = entries.map(({ id }) => id).join(', ');
  return [
    outcome === 'listed' ? `On the do-not-contact list. Entry: ${ids}` : `Was on the list already. Entry: ${ids}`,
    `Open leads that ended: ${ended.length}.`,
    ...ended.map((lead) => `  ${lead}`),
  ].join('\n');
}

/** Lifts the entries of somebody. */
export async function lift(api: ApiClient, who: ContactFields, reason: string): Promise<Lifted> {
  return api.call('POST', '/v1/do-not-contact/lift', {
    body: { ...who, reason },
    reply: doNotContactRoutes.liftSuppression.replies[200],
  });
}

/** Says what was lifted. */
export function formatLifted({ outcome, entries = [] }: Lifted): string {
  if (outcome === 'not_listed') return 'Not on the do-not-contact list. A whole domain is lifted as @acme.example.';
  const kinds = entries.map(({ id, kind }) => `${id} (${kind})`).join(', ');
  return `Lifted: ${kinds}. Leads that ended stay closed; the next submission is an ordinary lead.`;
}

/** Brings the list back to its records after a restore, then ends the open leads of those on it. */
export async function replayEntries(api: ApiClient): Promise<string> {
  let applied = 0;
  let cursor: string | undefined;
  do {
    const page = await api.call('POST', '/v1/do-not-contact/replay', {
      body: { cursor },
      reply: doNotContactRoutes.replayDoNotContact.replies[200],
    });
    applied += page.applied;
    cursor = page.cursor;
  } while (cursor !== undefined);
  const first = await applyPage(api);
  const ended = [...first.ended, ...(await endTheRest(api, first.cursor))];
  return `Applied: ${countOf(applied, 'entry', 'entries')}. Open leads that ended: ${ended.length}.`;
}

/** Lists the entries, newest first. */
export async function listEntries(api: ApiClient): Promise<readonly Entry[]> {
  const all: Entry[] = [];
  let cursor: string | undefined;
  do {
    const path: string = `/v1/do-not-contact?limit=100${cursor === undefined ? '' : `&cursor=${cursor}`}`;
    const page = await api.call('GET', path, { reply: doNotContactRoutes.listDoNotContact.replies[200] });
    all.push(...page.entries);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return all;
}

/** Formats the entries as a table. It names nobody: the list holds keyed hashes alone. */
export function formatEntries(entries: readonly Entry[]): string {
  if (entries.length === 0) return 'Nobody is on the do-not-contact list.';
  return formatTable(
    ['entry', 'kind', 'at', 'by', 'because', 'ticket', 'lifted'],
    entries.map(({ id, kind, at, by, because, ticket = '', lifted }) => [
      id,
      kind,
      at,
      by,
      because,
      ticket,
      lifted ? `${lifted.at} by ${lifted.by}: ${lifted.because}` : '',
    ]),
    [],
  );
}

/** Says that a person is on the list, by which entries. */
export function formatListed(entries: readonly Entry[]): string {
  const said = entries.map(({ id, kind, at, because }) => `${id} (${kind}, ${at}, ${because})`);
  return `On the do-not-contact list: ${said.join('; ')}`;
}

/** Returns a number with its noun. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
