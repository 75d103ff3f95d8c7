import { z } from 'zod';
import type { Settings } from '../../ports/settings.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRow } from './rows.ts';

const NotifyRow = z.object({ url: z.url() });

/** Settings of an environment in the table of reps. */
export class SettingsTable implements Settings {
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
}
