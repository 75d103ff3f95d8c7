import * as z from '../../shared/domain/lazy-zod.ts';

/** A deletion of a contact, in either of the two forms in which HubSpot tells of it. */
const Deletion = z.object({
  subscriptionType: z.enum(['contact.deletion', 'object.deletion']),
  objectTypeId: z.literal('0-1').optional(),
  objectId: z.union([z.int().nonnegative(), z.string().regex(/^\d{1,20}$/)]),
});
const Events = z.array(z.unknown());
/** HubSpot sends as many events at once. */
const MAX_EVENTS = 100;

/** Returns the ids of the contacts that were deleted, of what HubSpot sent. What cannot be read is passed over. */
export function deletedContactsIn(body: Uint8Array): readonly string[] {
  const events = Events.safeParse(tryParse(body));
  if (!events.success) return [];
  const ids = events.data.slice(0, MAX_EVENTS).flatMap((event) => {
    const deletion = Deletion.safeParse(event);
    if (!deletion.success) return [];
    const { subscriptionType, objectTypeId, objectId } = deletion.data;
    return subscriptionType === 'contact.deletion' || objectTypeId !== undefined ? [String(objectId)] : [];
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
