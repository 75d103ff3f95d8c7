import type { Instant } from '../../domain/instant.ts';
import type { DigestStore } from '../../ports/digest-store.ts';
import type { NoticeStore } from '../../ports/notice-store.ts';
import type { NotifyOutcome } from './notify-rep.ts';
import type { NotifyDeps } from './send-notification.ts';
import { tellAgain } from './tell-again.ts';

/** A digest that a channel had taken and did not deliver. */
interface UndeliveredDigest {
  readonly digest: string;
  readonly channel: string;
  /** Reason code. */
  readonly because: string;
}

/** `manager_not_reached`: a manager's mail has reached nobody, and goes by no other channel. */
type TellDigestOutcome = NotifyOutcome | 'manager_not_reached';

/**
 * Sends what was in a digest by the person's next channel, one by one, after it turned out that the digest was not
 * delivered. Does nothing when told twice.
 * @throws when no channel works at the moment; what was told by then is not told again.
 */
export async function tellDigestAgain(
  { digest: id, channel, because }: UndeliveredDigest,
  now: Instant,
  deps: NotifyDeps & { readonly notices: NoticeStore; readonly digestStore: DigestStore },
): Promise<TellDigestOutcome> {
  const digest = await deps.digestStore.get(id);
  if (digest === undefined) return 'nothing_to_notify';
  if (digest.kind !== 'held') {
    if (digest.status === 'bounced') return 'nothing_to_notify';
    await deps.digestStore.save({ ...digest, status: 'bounced', at: now, because });
    return 'manager_not_reached';
  }
  const outcomes: NotifyOutcome[] = [];
  for (const { lead, id: notice } of digest.notices ?? [])
    outcomes.push(await tellAgain({ lead, notice, channel, because }, now, deps));
  await deps.digestStore.save({ ...digest, status: 'bounced', at: now, because });
  return outcomes.find((outcome) => outcome !== 'nothing_to_notify') ?? 'nothing_to_notify';
}
