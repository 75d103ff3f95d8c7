/**
 * Every kind of sender, by the word used in hook URLs. What Baton knows about each is in `shared/sources/`, away from
 * functions that need only the names.
 */
export const SOURCE_KIND_NAMES = ['generic', 'import', 'typeform', 'hubspot-workflow'] as const;

/** The name of a kind of sender. */
export type SourceKindName = (typeof SOURCE_KIND_NAMES)[number];
