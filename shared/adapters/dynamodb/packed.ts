import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from '../../domain/lazy-zod.ts';

/** Packs a value as compressed JSON. DynamoDB charges a write by the kilobyte. */
export function pack(value: unknown): Uint8Array {
  return new Uint8Array(deflateRawSync(JSON.stringify(value)));
}

/** Creates the schema of an attribute that {@link pack} made, by the schema of what is in it. */
export function createPackedSchema<Output>(content: z.ZodType<Output>): z.ZodType<Output> {
  const unpacked = z.instanceof(Uint8Array).transform((bytes, context): unknown => {
    try {
      return JSON.parse(inflateRawSync(bytes).toString('utf8'));
    } catch {
      context.addIssue('cannot be unpacked');
      return z.NEVER;
    }
  });
  return unpacked.pipe(content as z.ZodType<Output, unknown>);
}
