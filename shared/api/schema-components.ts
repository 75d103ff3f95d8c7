import * as z from 'zod';

/** A piece of a JSON document. */
export type Json = Readonly<Record<string, unknown>>;

/** Gathers the schemas that have a name while a document is written, so that each is written once and referred to. */
export class Components {
  readonly #schemas = new Map<string, Json>();

  /** The JSON Schema of what goes in or comes out; schemas with an `id` become references. */
  schema(schema: z.ZodType, io: 'input' | 'output'): Json {
    const {
      $schema: _,
      $defs,
      ...rest
    } = z.toJSONSchema(schema, {
      io,
      unrepresentable: 'any',
      override: (context) => tidied(context, io),
    });
    for (const [id, definition] of Object.entries($defs ?? {})) this.#add(id, referring(definition));
    return referring(rest);
  }

  /** All that were named, by name. */
  schemas(): Json {
    return Object.fromEntries([...this.#schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** @throws when two schemas go by one name, or one differs between what goes in and what comes out. */
  #add(id: string, definition: Json): void {
    const known = this.#schemas.get(id);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(definition)) {
      throw new Error(`two schemas are named ${id}`);
    }
    this.#schemas.set(id, definition);
  }
}

/**
 * Leaves out what is no part of the description: marks of our own and of the types, patterns that only repeat a format,
 * and that replies have no more fields than these, since new ones may come.
 */
function tidied({ jsonSchema }: { jsonSchema: Record<string, unknown> }, io: 'input' | 'output'): void {
  delete jsonSchema.contentType;
  delete jsonSchema.readOnly;
  delete jsonSchema.id;
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

function referring(schema: unknown): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
}
