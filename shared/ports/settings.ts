import type { Mode } from '../domain/shadow/shadow-mode.ts';

/** How to ask a provider of company facts; docs/enrichment.md says what is sent and what may come back. */
export interface EnrichmentSettings {
  /** The URL to ask, `https://api.provider.example/companies`. */
  readonly url: string;
  /** Allowed host names; a URL with any other host is never called. */
  readonly hosts: readonly string[];
  /** Our field names, and the path of each in the provider's answer: `{ employees: 'metrics.employees' }`. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Stores the settings of an environment, set at setup and changeable at any time. */
export interface SettingsStore {
  /** Returns where notifications are posted; undefined until it is set. */
  notifyUrl(): Promise<string | undefined>;
  saveNotifyUrl(url: string): Promise<void>;
  /** Returns the mode; live until it is set. */
  mode(): Promise<Mode>;
  saveMode(mode: Mode): Promise<void>;
  /** Returns the provider of company facts; undefined while there is none. */
  enrichment(): Promise<EnrichmentSettings | undefined>;
  /** @param settings absent: no provider is asked any more */
  saveEnrichment(settings: EnrichmentSettings | undefined): Promise<void>;
}
