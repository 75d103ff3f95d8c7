/**
 * The input of routing: facts about a lead without personal data (no name, address or number), by field name,
 * for example `{ touch: 'demo_request', country: 'DE', employees: '100-999', email_kind: 'business' }`.
 * A list means that the field has several values. An unknown field is absent, never an empty text.
 */
export type Features = Readonly<Record<string, FeatureValue>>;

/** One fact: a text, a number, a boolean, or several texts. */
export type FeatureValue = string | number | boolean | readonly string[];
