import * as z from 'zod';
import { MODES, type Mode } from '../../domain/shadow/shadow-mode.ts';
import type { EnrichmentSettings, SettingsStore } from '../../ports/settings.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { createRowSchema } from './row-schema.ts';
import { readRow } from './rows.ts';

export const NotifyRow = z.object({ url: z.url() });
export const ModeRow = z.object({ mode: z.enum(MODES) });
export const EnrichmentSettingsRow = createRowSchema<EnrichmentSettings>({
  url: z.url(),
  hosts: z.array(z.string().min(1)),
  fields: z.record(z.string(), z.string()),
});

/** Settings of an environment, in the reps table. */
export class SettingsTable implements SettingsStore {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async notifyUrl(): Promise<string | undefined> {
    const row = await this.#db.get(this.#table, keys.settings('NOTIFY'));
    return row && readRow(NotifyRow, row).url;
  }

  async saveNotifyUrl(url: string): Promise<void> {
    await this.#db.put({ TableName: this.#table, Item: { ...keys.settings('NOTIFY'), url } });
  }

  async enrichment(): Promise<EnrichmentSettings | undefined> {
    const row = await this.#db.get(this.#table, keys.settings('ENRICHMENT'));
    return row && readRow(EnrichmentSettingsRow, row);
  }

  async saveEnrichment(settings: EnrichmentSettings | undefined): Promise<void> {
    const key = keys.settings('ENRICHMENT');
    if (settings) await this.#db.put({ TableName: this.#table, Item: { ...key, ...settings } });
    else await this.#db.remove(this.#table, key);
  }

  async mode(): Promise<Mode> {
    const row = await this.#db.get(this.#table, keys.settings('MODE'));
    return row ? readRow(ModeRow, row).mode : 'live';
  }

  async saveMode(mode: Mode): Promise<void> {
    await this.#db.put({ TableName: this.#table, Item: { ...keys.settings('MODE'), mode } });
  }
}
