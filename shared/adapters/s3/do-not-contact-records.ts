import type { S3Client } from '@aws-sdk/client-s3';
import * as z from '../../domain/lazy-zod.ts';
import { DO_NOT_CONTACT_KINDS, type DoNotContactEntry } from '../../domain/privacy/do-not-contact.ts';
import type { DoNotContactRecords } from '../../ports/do-not-contact-list.ts';
import type { Page } from '../../ports/lead-store.ts';
import { RecordFolder } from './record-folder.ts';

const text = z.string().min(1);
const instant = z.iso.datetime({ precision: 3 });
/** A stored record. */
const DoNotContactRecord: z.ZodType<DoNotContactEntry> = z.strictObject({
  id: text,
  at: instant,
  by: text,
  because: text,
  ticket: z.string().optional(),
  kind: z.enum(DO_NOT_CONTACT_KINDS),
  keys: z.array(text),
  lifted: z.strictObject({ at: instant, by: text, because: text }).optional(),
});

/** Records of the do-not-contact list, beside those of erasures and for the same reason: a restore must not lose them. */
export class DoNotContactBucket implements DoNotContactRecords {
  readonly #folder: RecordFolder<DoNotContactEntry>;

  constructor(options: { readonly client: S3Client; readonly bucket: string }) {
    this.#folder = new RecordFolder({ ...options, folder: 'do-not-contact/', schema: DoNotContactRecord });
  }

  async save(entry: DoNotContactEntry): Promise<void> {
    await this.#folder.save(entry);
  }

  async list(page: { readonly limit: number; readonly cursor?: string }): Promise<Page<DoNotContactEntry>> {
    return this.#folder.list(page);
  }
}
