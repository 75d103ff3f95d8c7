import * as z from '../../domain/lazy-zod.ts';

/**
 * One schema for each field of a type, so that a field with an outdated name does not compile: neither is it a field of
 * the type, nor is the renamed one there. Only a field the type may omit can have an optional schema.
 */
type RowFields<Type> = {
  readonly [Key in keyof Type]-?: z.ZodType<IsOptional<Type, Key> extends true ? Type[Key] | undefined : Type[Key]>;
};

/** A schema of any kind for each field that the type cannot omit; further fields of the type as needed. */
type EnvelopeFields<Type> = {
  readonly [Key in keyof Type as IsOptional<Type, Key> extends true ? never : Key]: z.ZodType;
} & { readonly [Key in keyof Type]?: z.ZodType };

type IsOptional<Type, Key extends keyof Type> = object extends Pick<Type, Key> ? true : false;

/** Creates the schema of rows that hold exactly these fields, besides their keys. Other attributes are left out. */
export function createRowSchema<Type>(fields: RowFields<Type>): z.ZodType<Type> {
  return z.object(fields as z.ZodRawShape) as unknown as z.ZodType<Type>;
}

/** Creates a schema that validates some fields and trusts the others as the type they were written from. */
export function createEnvelopeSchema<Type>(fields: EnvelopeFields<Type>): z.ZodType<Type> {
  return z.looseObject(fields as z.ZodRawShape) as unknown as z.ZodType<Type>;
}
