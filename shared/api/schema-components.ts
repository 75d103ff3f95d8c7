import * as z from '../domain/lazy-zod.ts';

/** A part of a JSON document. */
export type Json = Readonly<Record<string, unknown>>;

/** Collects named schemas while a document is generated, so that each is written once and referenced. */
export class SchemaComponents {
  readonly #schemas = new Map<string, Json>();

  /** Returns the JSON Schema of an input or output; schemas with an `id` become references. */
  schema(schema: z.ZodType, io: 'input' | 'output'): Json {
    const {
      $schema: _,
      $defs,
      ...rest
    } = z.toJSONSchema(schema, {
      io,
      unrepresentable: 'any',
      override: (context) => tidySchema(context, io),
    });
    for (const [id, definition] of Object.entries($defs ?? {})) this.#add(id, rewriteReferences(definition));
    return rewriteReferences(rest);
  }

  /** Returns all named schemas, by name. */
  schemas(): Json {
    return Object.fromEntries([...this.#schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** @throws when two schemas have the same name, or one differs between input and output. */
  #add(id: string, definition: Json): void {
    const known = this.#schemas.get(id);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(definition)) {
      throw new Error(`two schemas are named ${id}`);
    }
    this.#schemas.set(id, definition);
  }
}

/**
 * Removes what does not belong in the description: our own and zod's markers, patterns that only repeat a format, and
 * `additionalProperties: false` of replies, which may gain fields.
 */
function tidySchema({ jsonSchema }: { jsonSchema: Record<string, unknown> }, io: 'input' | 'output'): void {
  delete jsonSchema.contentType;
  delete jsonSchema.readOnly;
  delete jsonSchema.id;
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

function rewriteReferences(schema: unknown): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
}
