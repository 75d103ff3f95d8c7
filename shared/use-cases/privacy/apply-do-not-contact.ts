import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { contactKeysOf } from '../../domain/privacy/do-not-contact.ts';
import { BadCursor } from '../../ports/bad-cursor.ts';
import { contactKeysOfPerson } from '../do-not-contact/contact-keys.ts';
import { endListedLeads } from '../do-not-contact/end-listed-leads.ts';
import { loadLeads } from '../load-leads.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

/** Leads looked at per page, and pages per call: what one request can do in its time. */
const PAGE_SIZE = 100;
const MAX_PAGES = 50;

/** States of leads that nobody holds. Held leads are found by their reps, in consistent reads. */
const STATES_WITHOUT_OWNER = ['received', 'waiting', 'nurturing'] as const;
type StateWithoutOwner = (typeof STATES_WITHOUT_OWNER)[number];

interface ApplyResult {
  readonly ended: readonly LeadId[];
  /** Where the next call continues; absent at the end. */
  readonly cursor?: string;
}

/** Ends every open lead whose person is on the do-not-contact list, as far as one call comes. Idempotent. */
export async function applyDoNotContact(
  from: { readonly cursor?: string; readonly now: Instant },
  deps: PrivacyDeps,
): Promise<ApplyResult> {
  const { now } = from;
  const ended: LeadId[] = [];
  if (from.cursor === undefined) {
    const held = await heldLeads(deps);
    for (let start = 0; start < held.length; start += PAGE_SIZE) {
      const { leads } = await loadLeads(held.slice(start, start + PAGE_SIZE), deps);
      ended.push(...(await endPage(leads, now, deps)));
    }
  }
  let place: Place | undefined = from.cursor === undefined ? { state: 'received' } : readCursor(from.cursor);
  for (let pages = 0; place !== undefined; pages += 1) {
    if (pages >= MAX_PAGES) return { ended, cursor: cursorOf(place) };
    const { state, cursor }: Place = place;
    const page = await deps.leads.list({ by: { state }, limit: PAGE_SIZE, cursor });
    ended.push(...(await endPage(page.items, now, deps)));
    place = page.cursor === undefined ? nextStateAfter(state) : { state, cursor: page.cursor };
  }
  return { ended };
}

async function heldLeads(deps: Pick<PrivacyDeps, 'reps'>): Promise<readonly LeadId[]> {
  const held: LeadId[] = [];
  for (const { id } of await deps.reps.list()) held.push(...(await deps.reps.holdsOf(id)).map(({ lead }) => lead));
  return held;
}

async function endPage(leads: readonly Lead[], now: Instant, deps: PrivacyDeps): Promise<readonly LeadId[]> {
  // Leads from before there was a list know their keys by their person alone.
  const older = leads.filter(({ contactKeys, test }) => contactKeys === undefined && !test);
  const keys = new Map(await Promise.all(older.map(async (lead) => [lead.id, await keysOf(lead, deps)] as const)));
  return (await endListedLeads(leads, now, deps, { keysOf: (lead) => keys.get(lead.id) ?? contactKeysOf(lead) })).ended;
}

async function keysOf(lead: Lead, deps: PrivacyDeps): Promise<readonly string[]> {
  const person = await deps.leads.person(lead.id);
  return [...contactKeysOf(lead), ...(person ? await contactKeysOfPerson(person, deps) : [])];
}

/** A position among the leads that nobody holds. */
interface Place {
  readonly state: StateWithoutOwner;
  readonly cursor?: string;
}

function nextStateAfter(state: StateWithoutOwner): Place | undefined {
  const next = STATES_WITHOUT_OWNER[STATES_WITHOUT_OWNER.indexOf(state) + 1];
  return next && { state: next };
}

function cursorOf({ state, cursor = '' }: Place): string {
  return `${state}~${cursor}`;
}

function readCursor(text: string): Place {
  const [name, ...rest] = text.split('~');
  const state = STATES_WITHOUT_OWNER.find((known) => known === name);
  const cursor = rest.join('~');
  if (state === undefined) throw new BadCursor();
  return { state, ...(cursor !== '' && { cursor }) };
}
