import { CRM_FIELD_NAMES, CRM_SYSTEMS } from '../crm/crm-fields.ts';
import * as z from '../lazy-zod.ts';

/** `live`, or `shadow`: Baton decides beside an incumbent system and sends nothing. */
export const MODES = ['live', 'shadow'] as const;

/** How to ask a provider of company facts; docs/enrichment.md says what is sent and what may come back. */
const Enrichment = z.object({
  /** The URL to ask, `https://api.provider.example/companies`. */
  url: z.url(),
  /** Allowed host names; a URL with any other host is never called. */
  hosts: z.array(z.string().min(1)).readonly(),
  /** Our field names, and the path of each in the provider's answer: `{ employees: 'metrics.employees' }`. */
  fields: z.record(z.string(), z.string()).readonly(),
});
export type EnrichmentSettings = z.output<typeof Enrichment>;

/** The connected workspace of Slack, by Slack's ids. */
const Slack = z.object({
  team: z.string().min(1),
  /** The bot's member id. */
  bot: z.string().min(1),
  /** Where to reach Slack's API instead of at Slack; obeyed by the local cloud alone. */
  apiUrl: z.url().optional(),
});
/** The connected CRM; docs/crm.md says what is written to it. */
const Crm = z.object({
  system: z.enum(CRM_SYSTEMS),
  /** Where its API is, `https://api.hubapi.com` or `https://acme.my.salesforce.com`. */
  url: z.url(),
  /** The CRM's property for each of our fields; a field that is left out is not written. */
  fields: z.partialRecord(z.enum(CRM_FIELD_NAMES), z.string().min(1)).readonly(),
  /** Users of the CRM by rep, as mapped by hand. */
  users: z.record(z.string(), z.string().min(1)).readonly(),
  /** How accounts follow the CRM's companies; while unset, they do not. */
  accounts: z
    .object({
      /** From when on changes are read, an instant: when all companies were read. */
      since: z.iso.datetime(),
      /** The CRM's property that says what a company is to us, if not its usual one. */
      status: z.string().min(1).optional(),
    })
    .optional(),
});
export type CrmSettings = z.output<typeof Crm>;

/**
 * Every setting of an environment that can change without a deployment: what its value looks like, and the value while
 * none is saved. A value is an object, so that it can grow.
 */
const CATALOGUE = {
  /** Live, or shadow mode beside an incumbent system. */
  mode: defineSetting(z.object({ mode: z.enum(MODES) }), { mode: 'live' }),
  /** Where notifications go to people without an address of their own; while unset, they are dropped. */
  notify: defineSetting(z.object({ url: z.url() }), undefined),
  /** The provider of company facts; while unset, none is asked. */
  enrichment: defineSetting(Enrichment, undefined),
  /** The connected workspace of Slack; while unset, nobody is reached there. */
  slack: defineSetting(Slack, undefined),
  /** The CRM that leads are written to; while unset, none is. */
  crm: defineSetting(Crm, undefined),
};

/** The name of a setting. */
export type SettingName = keyof typeof CATALOGUE;

/** What can be saved for each setting. */
export type SavedSettings = { readonly [Name in SettingName]: z.output<(typeof CATALOGUE)[Name]['schema']> };

/** The value of each setting: as saved, or its default. */
export type Settings = { readonly [Name in SettingName]: SavedSettings[Name] | (typeof CATALOGUE)[Name]['default'] };

interface Setting<Saved, Value> {
  readonly schema: z.ZodType<Saved>;
  readonly default: Value;
}

/** All settings by name. */
export const SETTINGS: { readonly [Name in SettingName]: Setting<SavedSettings[Name], Settings[Name]> } = CATALOGUE;

/** The names of all settings. */
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

function defineSetting<Schema extends z.ZodType, const Default extends z.output<Schema> | undefined>(
  schema: Schema,
  initial: Default,
) {
  return { schema, default: initial };
}
