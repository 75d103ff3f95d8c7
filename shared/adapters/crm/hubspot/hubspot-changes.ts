import type { CrmActivity, CrmRecord, CrmRecordChange, CrmSubject } from '../../../domain/crm/crm-change.ts';
import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { ownValue } from '../../../domain/own-value.ts';
import { failure, type Result, success } from '../../../domain/result.ts';
import type { CrmChangePage, CrmChangeQuery, CrmChanges } from '../../../ports/crm-changes.ts';
import { type CallCrm, inParts } from '../crm-request.ts';
import { ACTIVITY_KINDS, type ActivityKind, readHubSpotTime } from './hubspot-activities.ts';
import { postBatch } from './hubspot-batch.ts';
import { type HubSpotAccess, hubSpotCall } from './hubspot-call.ts';
import { failureOfAnswer } from './hubspot-errors.ts';
import { type FoundObject, searchChanged } from './hubspot-search.ts';

const CONTACTS = 'contacts';
const OWNER = 'hubspot_owner_id';
const MERGED = 'hs_merged_object_ids';
/** The most entries of one call for associations. */
const MAX_ASSOCIATIONS = 1000;

const Associations = z.object({
  results: z
    .array(
      z.object({
        from: z.object({ id: z.string() }),
        to: z.array(z.object({ toObjectId: z.union([z.string(), z.number()]) })),
      }),
    )
    .default([]),
});
const Contact = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
  propertiesWithHistory: z
    .record(
      z.string(),
      z.array(
        z.object({
          value: z.string().nullish(),
          timestamp: z.string(),
          sourceType: z.string().default(''),
          updatedByUserId: z.number().nullish(),
        }),
      ),
    )
    .default({}),
});

/** Where HubSpot says that no person made a change. */
const AUTOMATIC_SOURCES = /^(?:AUTOMATION|WORKFLOW|INTEGRATION|API|BOT|SEQUENCE|CALCULATED|AI_)/;

/**
 * Reads HubSpot by its search, whose index lags behind by some seconds and at times by minutes: so the last minutes are
 * read again. What is found is only a hint for contacts, which are then read themselves.
 */
export class HubSpotChanges implements CrmChanges {
  readonly kinds = [...Object.keys(ACTIVITY_KINDS), CONTACTS];
  readonly overlapSeconds = 300;
  readonly #call: CallCrm;
  readonly #leadProperty: string | undefined;

  constructor(options: HubSpotAccess & { readonly leadProperty: string | undefined }) {
    const { leadProperty, ...access } = options;
    this.#call = hubSpotCall(access);
    this.#leadProperty = leadProperty;
  }

  async read(query: CrmChangeQuery): Promise<Result<CrmChangePage, CrmFailure>> {
    const { kind, from, isTaken } = query;
    const activity = ownValue(ACTIVITY_KINDS, kind);
    const search = await searchChanged(
      activity
        ? { object: kind, changedBy: 'hs_lastmodifieddate', from, properties: [OWNER, ...activity.properties] }
        : {
            object: kind,
            changedBy: 'lastmodifieddate',
            from,
            properties: [OWNER, ...this.#subjectProperties()],
            ...(this.#leadProperty !== undefined && { having: this.#leadProperty }),
          },
      this.#call,
    );
    if (!search.ok) return search;
    const { found, isComplete } = search.value;
    const fresh = found.filter((one) => !isTaken(one));
    const changes = activity
      ? await this.#toActivities(fresh, activity, query)
      : success(fresh.map((one) => this.#toRecordChange(one)));
    if (!changes.ok) return changes;
    const last = found.at(-1);
    return success({ changes: changes.value, isComplete, ...(last && { readUntil: last.changedAt }) });
  }

  async record(id: string): Promise<Result<CrmRecord | undefined, CrmFailure>> {
    const properties = [OWNER, ...this.#subjectProperties()].join(',');
    const path = `/crm/v3/objects/contacts/${encodeURIComponent(id)}?properties=${properties}&propertiesWithHistory=${OWNER}`;
    const answer = await this.#call({ method: 'GET', path });
    if (!answer.ok) return answer;
    if (answer.value.status === 404) return success(undefined);
    if (answer.value.status !== 200) return failure(failureOfAnswer(answer.value));
    const parsed = Contact.safeParse(answer.value.json);
    if (!parsed.success) return failure({ code: 'unreadable' });
    const { properties: values, propertiesWithHistory } = parsed.data;
    const owner = ownValue(values, OWNER);
    const last = ownValue(propertiesWithHistory, OWNER)?.[0];
    const at = readHubSpotTime(last?.timestamp);
    return success({
      ...this.#toSubject(parsed.data.id, values),
      ...(owner && { owner }),
      ...(last && {
        ownerChange: {
          ...(at !== undefined && { at }),
          ...(last.updatedByUserId && { user: `user:${last.updatedByUserId}` }),
          byPerson: !AUTOMATIC_SOURCES.test(last.sourceType),
        },
      }),
    });
  }

  async deleted(ids: readonly string[]): Promise<Result<readonly CrmSubject[], CrmFailure>> {
    const found = await this.#subjectsOf(ids, '?archived=true');
    // A merged contact answers under the id of the one that is left.
    return found.ok ? success([...found.value].flatMap(([id, about]) => (about.record === id ? [about] : []))) : found;
  }

  #subjectProperties(): readonly string[] {
    return this.#leadProperty === undefined ? [MERGED] : [MERGED, this.#leadProperty];
  }

  #toSubject(record: string, values: FoundObject['properties']): CrmSubject {
    const lead = this.#leadProperty === undefined ? undefined : ownValue(values, this.#leadProperty);
    const former = (ownValue(values, MERGED) ?? '').split(';').filter(Boolean);
    return { record, formerRecords: former, ...(lead && { lead }) };
  }

  #toRecordChange({ id, properties, changedAt }: FoundObject): CrmRecordChange {
    const owner = ownValue(properties, OWNER);
    return { type: 'record', id, changedAt, about: this.#toSubject(id, properties), ...(owner && { owner }) };
  }

  /** The search does not say which contacts an activity is about. */
  async #toActivities(
    found: readonly FoundObject[],
    { read }: ActivityKind,
    { kind, now }: CrmChangeQuery,
  ): Promise<Result<readonly CrmActivity[], CrmFailure>> {
    const happened = found.flatMap((one) => {
      const activity = read(one.properties, now);
      return activity ? [{ one, activity }] : [];
    });
    const contacts = await this.#contactsOf(
      kind,
      happened.map(({ one }) => one.id),
    );
    if (!contacts.ok) return contacts;
    const subjects = await this.#subjectsOf([...new Set([...contacts.value.values()].flat())]);
    if (!subjects.ok) return subjects;
    return success(
      happened.map(({ one: { id, changedAt, properties }, activity }) => ({
        type: 'activity',
        id,
        changedAt,
        ...activity,
        ...userOf(properties),
        about: (contacts.value.get(id) ?? []).flatMap((contact) => subjects.value.get(contact) ?? []),
      })),
    );
  }

  async #contactsOf(
    kind: string,
    ids: readonly string[],
  ): Promise<Result<ReadonlyMap<string, readonly string[]>, CrmFailure>> {
    const contacts = new Map<string, readonly string[]>();
    for (const part of inParts(ids, MAX_ASSOCIATIONS)) {
      const path = `/crm/v4/associations/${kind}/contacts/batch/read`;
      const answer = await this.#call({ method: 'POST', path, body: { inputs: part.map((id) => ({ id })) } });
      if (!answer.ok) return answer;
      // 207: some are about no contact.
      if (answer.value.status !== 200 && answer.value.status !== 207) return failure(failureOfAnswer(answer.value));
      const parsed = Associations.safeParse(answer.value.json);
      if (!parsed.success) return failure({ code: 'unreadable' });
      for (const { from, to } of parsed.data.results)
        contacts.set(
          from.id,
          to.map(({ toObjectId }) => String(toObjectId)),
        );
    }
    return success(contacts);
  }

  /** @param query `?archived=true` finds those that were deleted, and no others */
  async #subjectsOf(
    ids: readonly string[],
    query: '' | '?archived=true' = '',
  ): Promise<Result<ReadonlyMap<string, CrmSubject>, CrmFailure>> {
    const entries = ids.map((id) => ({ trace: id, input: { id } }));
    const common = { properties: this.#subjectProperties() };
    const read = await postBatch(this.#call, `/crm/v3/objects/contacts/batch/read${query}`, entries, common);
    const subjects = new Map<string, CrmSubject>();
    for (const [id, outcome] of read) {
      if (outcome.outcome === 'failed') return failure(outcome.failure);
      if (outcome.outcome === 'done') subjects.set(id, this.#toSubject(outcome.id, outcome.properties));
    }
    return success(subjects);
  }
}

function userOf(properties: FoundObject['properties']): { readonly user?: string } {
  const user = ownValue(properties, OWNER);
  return user ? { user } : {};
}
