/**
 * A condition is data, never code: that is what makes static checking, fast matching and explaining possible.
 * `all` and `any` combine; a `field` test compares one feature.
 */
export type Condition =
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'field'; readonly field: string; readonly test: FieldTest };

/** How one feature is compared. A feature that is not known fails every test but `not` and `unknown`. */
export type FieldTest =
  /** The feature is (or, for a list, has among its values) one of these. */
  | { readonly op: 'in'; readonly values: readonly string[] }
  /** The feature is none of these; holds when the feature is not known. */
  | { readonly op: 'not'; readonly values: readonly string[] }
  /** A number or a bucket such as `100-999` that lies wholly inside; `to` absent means open-ended. Both ends count. */
  | { readonly op: 'within'; readonly from: number; readonly to?: number }
  | { readonly op: 'starts'; readonly with: string }
  /** A text that has one of these words in it, ignoring case. */
  | { readonly op: 'has'; readonly words: readonly string[] }
  | { readonly op: 'is'; readonly value: boolean }
  | { readonly op: 'known' }
  | { readonly op: 'unknown' };
