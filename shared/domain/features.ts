/**
 * What routing looks at: facts about a lead without identity (no name, address or number), keyed by field name,
 * for example `{ touch: 'demo_request', country: 'DE', employees: '100-999', email_kind: 'business' }`.
 * A list means the field holds several values. A field that is not known is absent, never an empty text.
 */
export type Features = Readonly<Record<string, FeatureValue>>;

/** One fact: a text, a number, a yes or no, or several texts. */
export type FeatureValue = string | number | boolean | readonly string[];
