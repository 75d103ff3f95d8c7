import type * as z from 'zod';

/** A row type and samples of it. */
export interface RowCase {
  readonly schema: z.ZodType;
  /** Whole rows without their keys, one of each form. */
  readonly wholes: readonly object[];
  /** Fields that the writer may leave out. */
  readonly optional?: readonly string[];
}
