import type { CrmSubject } from '../../../domain/crm/crm-change.ts';
import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { ownValue } from '../../../domain/own-value.ts';
import { failure, type Result, success } from '../../../domain/result.ts';
import { type CallCrm, inParts } from '../crm-request.ts';
import { postBatch } from './hubspot-batch.ts';
import { failureOfAnswer } from './hubspot-errors.ts';
import type { FoundObject } from './hubspot-search.ts';

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

/** Says which leads contacts are about, and which contacts activities and deals are about. */
export class HubSpotSubjects {
  readonly #call: CallCrm;
  readonly #leadProperty: string | undefined;

  constructor(call: CallCrm, leadProperty: string | undefined) {
    this.#call = call;
    this.#leadProperty = leadProperty;
  }

  /** The properties of a contact that {@link of} needs. */
  get properties(): readonly string[] {
    return this.#leadProperty === undefined ? [MERGED] : [MERGED, this.#leadProperty];
  }

  /** Returns whom a contact with these properties is about. */
  of(record: string, values: FoundObject['properties']): CrmSubject {
    const lead = this.#leadProperty === undefined ? undefined : ownValue(values, this.#leadProperty);
    const former = (ownValue(values, MERGED) ?? '').split(';').filter(Boolean);
    return { record, formerRecords: former, ...(lead && { lead }) };
  }

  /** Reads whom objects of a kind are about, by their ids. One without contacts is left out. */
  async ofObjects(
    kind: string,
    ids: readonly string[],
  ): Promise<Result<ReadonlyMap<string, readonly CrmSubject[]>, CrmFailure>> {
    const contacts = await this.#contactsOf(kind, ids);
    if (!contacts.ok) return contacts;
    const subjects = await this.ofContacts([...new Set([...contacts.value.values()].flat())]);
    if (!subjects.ok) return subjects;
    return success(
      new Map(
        [...contacts.value].map(([id, own]) => [id, own.flatMap((contact) => subjects.value.get(contact) ?? [])]),
      ),
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

  /**
   * Reads whom contacts are about, by their ids.
   * @param query `?archived=true` finds those that were deleted, and no others, as HubSpot's OpenAPI description of
   *   `batch/read` says: https://developers.hubspot.com/docs/guides/api/crm/objects/contacts
   */
  async ofContacts(
    ids: readonly string[],
    query: '' | '?archived=true' = '',
  ): Promise<Result<ReadonlyMap<string, CrmSubject>, CrmFailure>> {
    const entries = ids.map((id) => ({ trace: id, input: { id } }));
    const common = { properties: this.properties };
    const read = await postBatch(this.#call, `/crm/v3/objects/contacts/batch/read${query}`, entries, common);
    const subjects = new Map<string, CrmSubject>();
    for (const [id, outcome] of read) {
      if (outcome.outcome === 'failed') return failure(outcome.failure);
      if (outcome.outcome === 'done') subjects.set(id, this.of(outcome.id, outcome.properties));
    }
    return success(subjects);
  }
}
