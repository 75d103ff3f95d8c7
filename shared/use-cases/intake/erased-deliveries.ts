import { addSeconds, type Instant } from '../../domain/instant.ts';
import type { Delivery } from '../../ports/delivery-store.ts';
import type { Deps } from '../deps.ts';

/** Seconds (two weeks) for which an erased delivery is recognised. Senders retry for days at most. */
const RETRY_SECONDS = 14 * 24 * 3600;

/** A delivery as its sender sends it again: under the same id, with the same bytes. */
type SentDelivery = Pick<Delivery, 'source' | 'sentAs' | 'body'>;

type ErasedDeliveriesDeps = Pick<Deps, 'deliveries' | 'hash' | 'keyedHash'>;

/** Notes that a delivery was erased, by a keyed hash, so that a retry of it brings nobody back. */
export async function noteErased(delivery: SentDelivery, now: Instant, deps: ErasedDeliveriesDeps): Promise<void> {
  const key = await retryKeyOf(delivery, deps);
  if (key !== undefined) await deps.deliveries.saveErased(key, addSeconds(now, RETRY_SECONDS));
}

/**
 * Whether a delivery is a retry of one that was erased. Without an id of the sender's own, and with other content, it is
 * a new one. So it is when this cannot be found out: a delivery must not be lost.
 */
export async function isErasedRetry(
  delivery: SentDelivery,
  now: Instant,
  deps: ErasedDeliveriesDeps,
): Promise<boolean> {
  try {
    const key = await retryKeyOf(delivery, deps);
    return key !== undefined && (await deps.deliveries.isErased(key, now));
  } catch {
    return false;
  }
}

async function retryKeyOf(
  { source, sentAs, body }: SentDelivery,
  { hash, keyedHash }: ErasedDeliveriesDeps,
): Promise<string | undefined> {
  if (sentAs === undefined) return undefined;
  // Every byte is one character, whatever the body's own encoding is.
  const content = hash(new TextDecoder('latin1').decode(body));
  return keyedHash(`delivery\n${source}\n${sentAs}\n${content}`);
}
