import { type CrmCompany, domainsOfCompany, statusOfCompany } from '../../../domain/crm/crm-company.ts';
import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import { addSeconds, type Instant } from '../../../domain/instant.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { ownValue } from '../../../domain/own-value.ts';
import { failure, type Result, success } from '../../../domain/result.ts';
import type { ChangedCompanies, CrmCompanies, CrmCompanyPage } from '../../../ports/crm-companies.ts';
import { type CallCrm, getJson } from '../crm-request.ts';
import { readHubSpotTime } from './hubspot-activities.ts';
import { postBatch } from './hubspot-batch.ts';
import { type HubSpotAccess, hubSpotCall } from './hubspot-call.ts';
import { failureOfAnswer } from './hubspot-errors.ts';
import { type FoundObject, searchChanged } from './hubspot-search.ts';

const COMPANIES = 'companies';
const CHANGED = 'hs_lastmodifieddate';
/** The property that says what a company is to us, unless another one is named. */
const STAGE = 'lifecyclestage';
/**
 * HubSpot's own properties. `hs_additional_domains`, with semicolons and perhaps a blank between domains:
 * https://developers.hubspot.com/docs/api-reference/latest/crm/objects/companies/guide. The help page of default
 * properties has labels without names; `hs_num_open_deals` and `hs_merged_object_ids` of companies are as other clients of
 * this API read them. What a portal has: `GET /crm/v3/properties/companies`.
 */
const PROPERTIES = [
  'name',
  'domain',
  'hs_additional_domains',
  'hubspot_owner_id',
  'hs_num_open_deals',
  'hs_merged_object_ids',
] as const;
/** The most companies of one page of the list, as HubSpot allows. The list ends nowhere, a search after 10,000. */
const PAGE = 100;

const Page = z.object({
  results: z.array(z.object({ id: z.string(), properties: z.record(z.string(), z.string().nullable()) })),
  paging: z.object({ next: z.object({ after: z.string() }) }).optional(),
});

/** HubSpot's companies: all by the list, changed ones by the search, whose index lags behind. */
export class HubSpotCompanies implements CrmCompanies {
  readonly kind = COMPANIES;
  readonly overlapSeconds = 300;
  readonly #call: CallCrm;
  readonly #stage: string;

  /** @param options `status`: the property that says what a company is to us, instead of its life cycle stage */
  constructor(options: HubSpotAccess & { readonly status: string | undefined }) {
    const { status, ...access } = options;
    this.#call = hubSpotCall(access);
    this.#stage = status ?? STAGE;
  }

  async page(after?: string): Promise<Result<CrmCompanyPage, CrmFailure>> {
    const properties = [CHANGED, this.#stage, ...PROPERTIES].join(',');
    const from = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
    const path = `/crm/v3/objects/companies?limit=${PAGE}&properties=${properties}${from}`;
    const page = await getJson(path, Page, { call: this.#call, failureOf: failureOfAnswer });
    if (!page.ok) return page;
    const { results, paging } = page.value;
    const companies = results.flatMap(({ id, properties: values }) => {
      const changedAt = readHubSpotTime(ownValue(values, CHANGED));
      return changedAt === undefined ? [] : this.#read({ id, properties: values, changedAt });
    });
    return success({ companies, ...(paging && { next: paging.next.after }) });
  }

  async changed(
    from: Instant,
    isTaken: Parameters<CrmCompanies['changed']>[1],
  ): Promise<Result<ChangedCompanies, CrmFailure>> {
    const search = await searchChanged(
      {
        object: COMPANIES,
        changedBy: CHANGED,
        from,
        readBefore: addSeconds(from, this.overlapSeconds),
        properties: [this.#stage, ...PROPERTIES],
        maxPages: 1,
      },
      this.#call,
    );
    if (!search.ok) return search;
    const { found } = search.value;
    const last = found.at(-1);
    const companies = found.filter((one) => !isTaken(one)).flatMap((one) => this.#read(one));
    return success({ companies, ...(last && { readUntil: last.changedAt }) });
  }

  /** HubSpot calls them archived. A company that was merged is not there under its old id. */
  async deleted(ids: readonly string[]): Promise<Result<readonly CrmCompany[], CrmFailure>> {
    const entries = ids.map((id) => ({ trace: id, input: { id } }));
    const path = '/crm/v3/objects/companies/batch/read?archived=true';
    const read = await postBatch(this.#call, path, entries, { properties: [CHANGED, this.#stage, ...PROPERTIES] });
    const companies: CrmCompany[] = [];
    for (const [id, outcome] of read) {
      if (outcome.outcome === 'failed') return failure(outcome.failure);
      if (outcome.outcome !== 'done') continue;
      const changedAt = readHubSpotTime(ownValue(outcome.properties, CHANGED));
      const company = changedAt && this.#read({ id, properties: outcome.properties, changedAt })[0];
      if (company) companies.push({ ...company, isDeleted: true });
    }
    return success(companies);
  }

  /** A company with neither name nor domain is none. */
  #read({ id, properties, changedAt }: FoundObject): readonly CrmCompany[] {
    const { domain, hs_additional_domains: more, hubspot_owner_id: user, hs_num_open_deals: deals } = properties;
    const domains = domainsOfCompany([domain, ...(more ?? '').split(';')]);
    const name = properties.name?.trim() || domains[0];
    if (name === undefined) return [];
    const status = statusOfCompany(ownValue(properties, this.#stage));
    const formerIds = (properties.hs_merged_object_ids ?? '').split(';').flatMap((one) => one.trim() || []);
    return [
      {
        ...{ id, changedAt, name, domains, formerIds },
        ...(user && { user }),
        ...(status && { status }),
        ...(deals && { openDeal: Number(deals) > 0 }),
      },
    ];
  }
}
