/** Roles of API keys: a rep works their own leads, a manager all leads and reps, an admin also plans and sources. */
export const ROLES = ['rep', 'manager', 'admin'] as const;
export type Role = (typeof ROLES)[number];
