import type { Mode } from '../domain/shadow/shadow-mode.ts';

/** How a provider of company facts is asked; docs/enrichment.md says what is sent and what may come back. */
export interface EnrichmentSettings {
  /** Address that is asked, `https://api.provider.example/companies`. */
  readonly url: string;
  /** Names of hosts it may be at; an address at any other is never asked. */
  readonly hosts: readonly string[];
  /** Our field, and where the provider's answer has it: `{ employees: 'metrics.employees' }`. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What an environment is told once, when it is set up, and may be told anew at any time. */
export interface Settings {
  /** Where notices to reps are posted; undefined until somebody has said. */
  notifyUrl(): Promise<string | undefined>;
  saveNotifyUrl(url: string): Promise<void>;
  /** Live until somebody has said otherwise. */
  mode(): Promise<Mode>;
  saveMode(mode: Mode): Promise<void>;
  /** Who is asked about companies; undefined while nobody is. */
  enrichment(): Promise<EnrichmentSettings | undefined>;
  /** @param settings absent: nobody is asked any more. */
  saveEnrichment(settings: EnrichmentSettings | undefined): Promise<void>;
}
