/** Identifier of a lead, `lead_01J…` (ULID). */
export type LeadId = string;
/** Identifier of a person who works leads or answers for them, as it stands in the reps data, `dana.ruiz`. */
export type RepId = string;
/** Identifier of a team as it stands in the plan, `sdr-emea`. */
export type TeamId = string;
/** Identifier of a queue as it stands in the plan, `catch-all`. */
export type QueueId = string;
/** Identifier of a company as it stands in the CRM or the file it is imported from, `acme`. */
export type AccountId = string;
/** Identifier of a rule as it stands in the plan, `enterprise-demo`. */
export type RuleId = string;
