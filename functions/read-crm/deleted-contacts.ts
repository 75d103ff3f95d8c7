import * as z from '../../shared/domain/lazy-zod.ts';

/** The objects whose deletions count, and HubSpot's ids of their types. */
const TYPES = { contact: '0-1', company: '0-2', deal: '0-3' } as const;

/** A deletion, in either of the two forms in which HubSpot tells of it. */
const Deletion = z.object({
  subscriptionType: z.enum(['contact.deletion', 'company.deletion', 'deal.deletion', 'object.deletion']),
  objectTypeId: z.string().optional(),
  objectId: z.union([z.int().nonnegative(), z.string().regex(/^\d{1,20}$/)]),
});
const Events = z.array(z.unknown());
/** HubSpot sends as many events at once. */
const MAX_EVENTS = 100;

/** Returns the ids of the contacts that were deleted, of what HubSpot sent. What cannot be read is passed over. */
export function deletedContactsIn(body: Uint8Array): readonly string[] {
  return deletedIn(body, 'contact');
}

/** Returns the ids of the deals that were deleted, likewise. */
export function deletedDealsIn(body: Uint8Array): readonly string[] {
  return deletedIn(body, 'deal');
}

/** Returns the ids of the companies that were deleted, likewise. */
export function deletedCompaniesIn(body: Uint8Array): readonly string[] {
  return deletedIn(body, 'company');
}

function deletedIn(body: Uint8Array, object: keyof typeof TYPES): readonly string[] {
  const events = Events.safeParse(tryParse(body));
  if (!events.success) return [];
  const ids = events.data.slice(0, MAX_EVENTS).flatMap((event) => {
    const deletion = Deletion.safeParse(event);
    if (!deletion.success) return [];
    const { subscriptionType, objectTypeId, objectId } = deletion.data;
    const isOfObject =
      subscriptionType === 'object.deletion'
        ? objectTypeId === TYPES[object]
        : subscriptionType === `${object}.deletion`;
    return isOfObject ? [String(objectId)] : [];
  });
  return [...new Set(ids)];
}

function tryParse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}
