/**
 * A condition on the features of a lead. It is data, never code, so it can be checked, matched fast and explained.
 * `all` and `any` combine; a `field` test compares one feature.
 */
export type Condition =
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'field'; readonly field: string; readonly test: FieldTest };

/** How one feature is compared. An unknown feature fails every test except `not` and `unknown`. */
export type FieldTest =
  /** The feature is one of these values or, if it is a list, contains one of them. */
  | { readonly op: 'in'; readonly values: readonly string[] }
  /** The feature is none of these. Also holds when the feature is unknown. */
  | { readonly op: 'not'; readonly values: readonly string[] }
  /**
   * The number or bucket, such as `100-999`, lies entirely within the range, ends included. Without `to`: open-ended.
   */
  | { readonly op: 'within'; readonly from: number; readonly to?: number }
  | { readonly op: 'starts'; readonly with: string }
  /** The text contains one of these words, ignoring case. */
  | { readonly op: 'has'; readonly words: readonly string[] }
  | { readonly op: 'is'; readonly value: boolean }
  | { readonly op: 'known' }
  | { readonly op: 'unknown' };
