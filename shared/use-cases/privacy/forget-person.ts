import type { Instant } from '../../domain/instant.ts';
import { KEPT_BY_DEFAULT } from '../../domain/plan/privacy.ts';
import { ERASURE_STEPS, type Erasure, NOTHING_ERASED } from '../../domain/privacy/erasure.ts';
import { eraseBody, searchBodies } from './erase-bodies.ts';
import { eraseLead } from './erase-lead.ts';
import { type FoundPerson, findPerson, followPerson, type PersonIdentifier } from './find-person.ts';
import type { PrivacyDeps } from './privacy-deps.ts';
import { privacyInForce } from './privacy-in-force.ts';

/** Who asks for an erasure, and why. */
export interface ForgetInput {
  readonly who: PersonIdentifier;
  /** Id of the rep or API key that asks. */
  readonly by: string;
  /** Reason code. */
  readonly because: string;
  /** Number of the request in another system. */
  readonly ticket?: string;
  readonly now: Instant;
}

/** `nothing_left`: nothing is stored about this person, so nothing was recorded either. */
export type ForgetResult =
  | { readonly outcome: 'forgotten' | 'continues'; readonly erasure: Erasure }
  | { readonly outcome: 'nothing_left' }
  | { readonly outcome: 'refused'; readonly because: 'no_such_person' };

/** What would be erased. */
export interface ErasurePreview extends FoundPerson {
  readonly deliveries: number;
  readonly waiting: number;
  /** There are more stored bodies than one request can look through. */
  readonly isPartial: boolean;
}

/** Finds what would be erased, and changes nothing. Undefined: there is no such person. */
export async function previewErasure(who: PersonIdentifier, deps: PrivacyDeps): Promise<ErasurePreview | undefined> {
  const found = await findPerson(who, deps);
  if (!found) return undefined;
  const leads = await leadsWithPerson(found, deps);
  const bodies = await searchBodies(found, deps);
  return {
    keys: found.keys,
    leads,
    deliveries: bodies.about.length,
    waiting: bodies.waiting,
    isPartial: bodies.cursor !== undefined,
  };
}

/**
 * Erases a person everywhere. The record is written first, so that an interrupted erasure is found and continued: it
 * says what remains. What stays of the leads follows from the plan in force, and is recorded too, so that applying the
 * record again leaves the same. Doing it again changes nothing.
 */
export async function forgetPerson(input: ForgetInput, deps: PrivacyDeps): Promise<ForgetResult> {
  const { who, by, because, ticket, now } = input;
  const found = await findPerson(who, deps);
  if (!found) return { outcome: 'refused', because: 'no_such_person' };
  const leads = await leadsWithPerson(found, deps);
  if (leads.length === 0) {
    const bodies = await searchBodies(found, deps);
    if (bodies.about.length === 0 && bodies.waiting === 0 && bodies.cursor === undefined)
      return { outcome: 'nothing_left' };
  }
  const erasure: Erasure = {
    id: `era_${deps.newId()}`,
    at: now,
    by,
    because,
    ...(ticket !== undefined && { ticket }),
    keeps: (await privacyInForce(deps)).eraseKeeps,
    keys: found.keys,
    leads: found.leads,
    remaining: ERASURE_STEPS,
    counts: NOTHING_ERASED,
  };
  await deps.erasures.save(erasure);
  const after = await continueErasure(erasure, { now }, deps);
  return { outcome: after.remaining.length === 0 ? 'forgotten' : 'continues', erasure: after };
}

/**
 * Continues an erasure from what its record says remains, and saves how far it came. @throws when a store fails; the
 * record then still says what remains.
 */
export async function continueErasure(
  erasure: Erasure,
  { now }: { readonly now: Instant },
  deps: PrivacyDeps,
): Promise<Erasure> {
  const found = await followPerson(erasure, deps);
  const received = await deps.leads.loadMany(found.leads);
  // A lead that came after the request is a new one and is not part of it.
  const leads = received.filter(({ receivedAt }) => receivedAt <= erasure.at).map(({ id }) => id);
  const keys = [...new Set([...erasure.keys, ...found.keys])];
  let counts = erasure.counts;
  let current: Erasure = { ...erasure, keys, leads: [...new Set([...erasure.leads, ...leads])].sort() };
  if (current.remaining.length > 0) await deps.erasures.save(current);
  for (const lead of leads) {
    const gone = await eraseLead(lead, { ...current, keeps: current.keeps ?? KEPT_BY_DEFAULT, now }, deps);
    counts = {
      ...counts,
      leads: counts.leads + gone.leads,
      rows: counts.rows + gone.rows,
      findings: counts.findings + gone.findings,
    };
  }
  const search = await searchBodies(current, deps, {
    cursor: erasure.cursor,
    until: erasure.at,
    onFound: (body) => eraseBody(body, now, deps),
  });
  const { cursor: _, waiting: __, doneAt: ___, ...kept } = current;
  // Bodies that wait in an earlier part of the search are looked at when it starts again.
  const waiting = search.waiting + (erasure.cursor === undefined ? 0 : (erasure.waiting ?? 0));
  const isDone = search.cursor === undefined && waiting === 0;
  current = {
    ...kept,
    remaining: isDone ? [] : ['deliveries'],
    ...(search.cursor !== undefined && { cursor: search.cursor }),
    ...(waiting > 0 && { waiting }),
    ...(isDone && { doneAt: erasure.doneAt ?? now }),
    counts: { ...counts, deliveries: counts.deliveries + search.about.length },
  };
  await deps.erasures.save(current);
  return current;
}

/** Returns those leads that still hold something of the person. */
async function leadsWithPerson({ leads }: FoundPerson, deps: PrivacyDeps): Promise<FoundPerson['leads']> {
  const stored = await deps.leads.loadMany(leads);
  const people = await Promise.all(stored.map(({ id }) => deps.leads.person(id)));
  return stored.filter(({ forgottenAt }, at) => forgottenAt === undefined || people[at]).map(({ id }) => id);
}
