import type { Instant } from '../instant.ts';

/**
 * Who sent it: everything that identifies a person, and so exactly what erasure removes. Fields hold text as the form
 * gave it until enrichment has normalised it. A field that is not known is absent, never an empty text.
 */
export interface Person {
  readonly email?: string;
  /** E.164 once normalised, `+493023125123`. */
  readonly phone?: string;
  readonly name?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly company?: string;
  readonly jobTitle?: string;
  readonly website?: string;
  readonly city?: string;
  readonly postalCode?: string;
  /** Fields the form had that nothing maps, under the names and with the values they came with. */
  readonly answers: Readonly<Record<string, string>>;
}

/** One form, ad or CRM entry as it was understood; one body may carry many. */
export interface Submission {
  /** Kind of touch, `demo_request`. */
  readonly touch: string;
  /** Identifier of the source that delivered it, never what the body claims. */
  readonly source: string;
  /** When the person sent the form, by the sender's clock; speed-to-lead counts from here. */
  readonly submittedAt?: Instant;
  /** A trial entry: takes no turn and starts no clock. */
  readonly test: boolean;
  readonly person: Person;
  /** Routing fields as the form said them: `country`, `employees`, `industry`, `product`, `language`, `region`, `state`, `page` … */
  readonly given: Readonly<Record<string, string>>;
  /** Ids the person has elsewhere, each with its system: `hubspot:901`. */
  readonly externalIds: readonly string[];
  readonly dedupe: {
    /** The sender's own identifier of this entry. */
    readonly submissionId?: string;
    /** Hash of what the entry says, without what changes from one delivery of it to the next. */
    readonly contentHash: string;
  };
  /** What had to be left out or could not be read; the raw body still has it. */
  readonly problems: readonly FieldProblem[];
  /** Fields that mean nothing to us; what they said is among the person's answers. */
  readonly unmapped: readonly UnmappedField[];
}

/** A field that nothing maps: the sender's name of it, and the question the person read when that is another. */
export interface UnmappedField {
  readonly name: string;
  readonly label?: string;
}

/** Something about one field, or about the lead as a whole when `field` is absent. Never holds the field's value. */
export interface FieldProblem {
  readonly code:
    | 'too_many_fields'
    | 'name_too_long'
    | 'value_too_long'
    | 'lead_too_large'
    | 'nested_too_deep'
    | 'file_ignored'
    | 'unreadable_time'
    | 'unreadable_id'
    | 'unreadable_touch';
  readonly field?: string;
}
