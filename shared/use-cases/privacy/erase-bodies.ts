import { normaliseContactDetails } from '../../domain/enrichment/normalise-person.ts';
import { readSubmittedCountry } from '../../domain/enrichment/place.ts';
import type { Instant } from '../../domain/instant.ts';
import { peopleIn } from '../../domain/privacy/person-texts.ts';
import type { Delivery } from '../../ports/delivery-store.ts';
import type { StoredBody } from '../../ports/erasure.ts';
import { StoreError } from '../../ports/store-error.ts';
import { noteErased } from '../intake/erased-deliveries.ts';
import { sourceOf } from '../intake/receive-delivery.ts';
import type { FoundPerson } from './find-person.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

/** Bodies looked at per page, and pages per call: what one request can do in its time. */
const PAGE_SIZE = 100;
const MAX_PAGES = 50;

/** How far the search through stored bodies came. */
export interface BodySearch {
  readonly about: readonly string[];
  /**
   * Bodies that name the person among others whose leads do not exist yet. They are erased once these do, or once
   * somebody has decided that a quarantined body holds none.
   */
  readonly waiting: number;
  /** Where it continues; absent at the end. */
  readonly cursor?: string;
}

/**
 * Searches stored bodies for a person: those that became their leads, and unread ones that hold one of their
 * identifiers. `onFound` is called with each body that may go.
 */
export async function searchBodies(
  person: FoundPerson,
  deps: PrivacyDeps,
  options: {
    readonly cursor?: string;
    /** Bodies received later are not looked at. */
    readonly until?: Instant;
    readonly onFound?: (body: StoredBody) => Promise<void>;
  } = {},
): Promise<BodySearch> {
  const { onFound, until } = options;
  const about: string[] = [];
  let waiting = 0;
  let { cursor } = options;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await deps.eraser.bodies({ limit: PAGE_SIZE, cursor });
    for (const body of page.items) {
      if (until !== undefined && body.receivedAt > until) continue;
      const found = await judgeBody(body, person, deps);
      if (found === 'waiting') waiting += 1;
      if (found !== 'erasable') continue;
      about.push(body.id);
      await onFound?.(body);
    }
    cursor = page.cursor;
    if (cursor === undefined) return { about, waiting };
  }
  return { about, waiting, cursor };
}

/** Erases a body. If its sender has an id for it, a retry of it will be recognised: that is noted first. */
export async function eraseBody({ id, sentAs }: StoredBody, now: Instant, deps: PrivacyDeps): Promise<void> {
  const whole = sentAs === undefined ? undefined : await loadWhole(id, deps);
  if (whole) await noteErased(whole, now, deps);
  await deps.eraser.eraseBody(id);
}

/** Loads a delivery; undefined when its body is gone already, as after an erasure that was cut off or before a restore. */
async function loadWhole(id: string, { deliveries }: PrivacyDeps): Promise<Delivery | undefined> {
  try {
    return await deliveries.load(id);
  } catch (error) {
    if (error instanceof StoreError && error.code === 'NoSuchKey') return undefined;
    throw error;
  }
}

async function judgeBody(
  stored: StoredBody,
  { keys, leads }: FoundPerson,
  deps: PrivacyDeps,
): Promise<'erasable' | 'waiting' | 'not_theirs'> {
  const { status } = stored;
  if (status?.status === 'done') return status.leads.some((lead) => leads.includes(lead)) ? 'erasable' : 'not_theirs';
  const people = await peopleOfBody(stored, deps);
  // As when a lead is recognised, the best key decides: another address is another person.
  const isTheirs = await Promise.all(
    people.map(async (person) => keys.includes((await deps.personKeys(person))[0] ?? '')),
  );
  if (!isTheirs.includes(true)) return 'not_theirs';
  const isUndecided = status?.status === 'pending' || status?.status === 'quarantined';
  return isUndecided && isTheirs.includes(false) ? 'waiting' : 'erasable';
}

/** Returns the people an unread body names: its submissions if it can be read, else the addresses in its text. */
async function peopleOfBody(stored: StoredBody, deps: PrivacyDeps) {
  const source = await sourceOf(stored, deps);
  const contents = [stored, ...(stored.corrected ? [stored.corrected] : [])];
  const read = await Promise.all(
    contents.map(async (content) => {
      const parsed = await deps.readBody(content, source);
      const known = parsed.ok
        ? parsed.value.submissions.map(({ person, submittedFacts }) =>
            normaliseContactDetails(person, readSubmittedCountry(submittedFacts)),
          )
        : [];
      return known.length > 0 ? known : peopleIn(new TextDecoder().decode(content.body));
    }),
  );
  return read.flat();
}
