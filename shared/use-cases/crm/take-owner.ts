import type { CrmRecord, CrmRecordChange } from '../../domain/crm/crm-change.ts';
import type { CrmFailureCode } from '../../domain/crm/crm-failure.ts';
import { type CrmLink, goneLink, newCrmLink } from '../../domain/crm/crm-link.ts';
import { isKnownOwner, meaningOfOwner } from '../../domain/crm/crm-owner.ts';
import { addSeconds, earliest, type Instant } from '../../domain/instant.ts';
import { holdOf, type Lead } from '../../domain/lead/lead.ts';
import { assignManually } from '../assignment/assign-manually.ts';
import { leadOfRecord } from './lead-of-record.ts';
import type { ReadingContext, ReadingDeps, TakenChange } from './reading-deps.ts';

/** How long nobody may write to the record while its owner is looked at. Longer than a run of the function. */
const CLAIM_SECONDS = 120;
/** The reason of the assignment, as a code. */
const REASON = 'crm_owner';

/**
 * Follows an owner whom a person set in the CRM: the lead is assigned to that rep, by hand, so that Baton never moves it.
 * An owner that Baton wrote itself is no news. So that nothing is written meanwhile, the record is claimed and read
 * again; only then is its owner compared.
 */
export async function takeOwner(
  { about, owner = '', changedAt }: Pick<CrmRecordChange, 'about' | 'owner'> & { readonly changedAt?: Instant },
  context: ReadingContext,
  deps: ReadingDeps,
): Promise<TakenChange> {
  const { settings, crm, changes, now } = context;
  const found = await leadOfRecord(about, settings.system, deps);
  if (!found) return { outcome: 'other' };
  const { lead: leadId } = found;
  const link = found.link ?? newCrmLink(leadId, settings.system, now);
  if (isKnownOwner(link, crm.ownerProperty, owner)) return { outcome: 'other', leadId };
  const lead = await deps.leads.load(leadId);
  if (!lead || lead.stage.state === 'closed' || lead.shadow || lead.test) return { outcome: 'other', leadId };
  const claimed = await deps.links.claim(link, { now, until: addSeconds(now, CLAIM_SECONDS) });
  if (!claimed) return { outcome: 'busy', leadId };
  const fresh = await changes.record(about.record);
  if (!fresh.ok || !fresh.value) {
    // A record that is not there may have been converted, too.
    const deleted = fresh.ok ? await changes.deleted([about.record]) : fresh;
    const isDeleted = deleted.ok && deleted.value.length > 0;
    await deps.links.save(isDeleted && claimed.record !== undefined ? goneLink(claimed, now) : claimed);
    return { outcome: fresh.ok ? 'record_gone' : 'busy', leadId };
  }
  const since = earliest(fresh.value.ownerChange?.at ?? changedAt, now) ?? now;
  const { taken, link: after } = await decide(lead, { claimed, record: fresh.value, since }, context, deps);
  await deps.links.save(after);
  return { ...taken, leadId };
}

interface Decided {
  readonly taken: TakenChange;
  readonly link: CrmLink;
}

async function decide(
  lead: Lead,
  { claimed, record, since }: { readonly claimed: CrmLink; readonly record: CrmRecord; readonly since: Instant },
  context: ReadingContext,
  deps: ReadingDeps,
): Promise<Decided> {
  const { settings, crm, repOf, now } = context;
  const { ownerProperty } = crm;
  const { owner = '', ownerChange } = record;
  // After a merge it is another one.
  const link = { ...claimed, record: record.record };
  if (isKnownOwner(link, ownerProperty, owner)) return { taken: { outcome: 'other' }, link };
  const meaning = meaningOfOwner(record, { link, ownerProperty, receivedAt: lead.receivedAt });
  // Without an owner there, the lead keeps the one it has here.
  if (meaning.means === 'nothing' || owner === '') return { taken: { outcome: 'other' }, link };
  const foreign = (because: CrmFailureCode): Decided => ({
    taken: { outcome: 'owner_foreign', because },
    link: { ...link, foreignOwner: { value: owner, because } },
  });
  if (meaning.means === 'foreign') return foreign(meaning.because);
  const rep = repOf(owner);
  if (rep === undefined) return foreign('owner_not_a_rep');
  const { foreignOwner: _, unconfirmedOwners: __, ...rest } = link;
  const learned = { ...rest, written: { ...link.written, [ownerProperty]: { value: owner, at: since } } };
  if (holdOf(lead)?.rep === rep) return { taken: { outcome: 'other' }, link: learned };
  const by = repOf(ownerChange?.user) ?? [settings.system, ownerChange?.user].filter(Boolean).join(':');
  const input = { leadId: lead.id, epoch: lead.epoch, rep, by, now };
  const first = await assignManually({ ...input, overCap: false, reason: REASON }, deps);
  const isFull = first.outcome === 'not_saved' && first.why.outcome === 'not_admitted';
  // Whoever set the owner there has decided, and may exceed a cap if the plan lets people do so.
  const result = isFull ? await assignManually({ ...input, overCap: true, reason: REASON }, deps) : first;
  if (result.outcome === 'done') return { taken: { outcome: 'owner_taken' }, link: learned };
  if (result.outcome === 'not_saved') throw new Error(`an assignment was not saved: ${result.why.outcome}`);
  if (result.because === 'already_theirs') return { taken: { outcome: 'other' }, link: learned };
  if (result.because === 'old_epoch') return { taken: { outcome: 'busy' }, link };
  return result.because === 'closed' || result.because === 'do_not_contact' || result.because === 'no_such_lead'
    ? { taken: { outcome: 'other' }, link }
    : foreign('owner_not_taken');
}
