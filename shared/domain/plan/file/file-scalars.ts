import type { WorkingTime } from '../../business-hours/working-days.ts';
import * as z from '../../lazy-zod.ts';
import { DURATION_PATTERN, parseDurationSeconds } from './duration.ts';

/**
 * The scalars of a plan file. All take text, because {@link readYamlTree} keeps scalars as written. Editors parse some
 * texts as numbers or booleans; `meta` declares those types for them.
 */

/** A name defined in the plan. Reason codes in the timeline are built from these names. */
export const name = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_.-]{0,63}$/,
    'expected a name of lower-case letters, digits, `-`, `_` or `.`, such as `sdr-emea`',
  )
  .meta({ type: ['string', 'number'] });

/** The id of a person in the reps data. */
export const person = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]{0,63}$/, "expected a person's id from the reps data, such as `dana.ruiz`")
  .meta({ type: ['string', 'number'] });

/** A team, or a template filled from the lead's fields. */
export const teamOrTemplate = z
  .string()
  .max(200, 'expected at most 200 characters')
  .regex(
    /^(?=.)([a-z0-9_.-]|\{[a-z0-9_.-]+\})+$/,
    'expected a team such as `ae-desk`, or a template such as `sdr-{region}`',
  );

export const sentence = z.string().min(1, 'expected a text').max(500, 'expected at most 500 characters');

/** A value that a field can have, or a word to compare its values with. */
export const word = z
  .string()
  .min(1, 'expected a value; to test for a missing value write `unknown`')
  .max(200, 'expected at most 200 characters')
  .meta({ type: ['string', 'number', 'boolean'] });

export const words = z
  .union([word, z.array(word).min(1, 'expected at least one value')], 'expected a value or a list of values')
  .transform((given) => (typeof given === 'string' ? [given] : given));

export const duration = z
  .string()
  .regex(DURATION_PATTERN, 'expected a time such as `90s`, `5m`, `1h`, `1d` or `2w`')
  .transform(parseDurationSeconds);

/** Time that passes only during working hours, for what is due within a day. */
export const workingTime = z
  .string()
  .regex(/^\d{1,6}[smh]$/, 'expected working time in hours, minutes or seconds, such as `8h`, `5m` or `90s`')
  .transform(parseDurationSeconds);

/** Working time, or a number of working days: `8h`, `5d`. For a rep who never works, a day passes in 24 hours. */
export const workingSpan = z
  .string()
  .regex(
    /^(?:\d{1,6}[smh]|\d{1,3}d)$/,
    'expected working days such as `5d`, or working time such as `8h`, `5m` or `90s`',
  )
  .transform((text): WorkingTime => {
    const seconds = parseDurationSeconds(text);
    return text.endsWith('d') ? { seconds, days: Number(text.slice(0, -1)) } : { seconds };
  });

/** A number of working days, written `5` or `5d`. */
export const workingDays = z
  .string()
  .regex(/^0*[1-9]\d{0,2}d?$/, 'expected a number of working days, such as `5` or `5d`')
  .transform((text) => Number.parseInt(text, 10))
  .meta({ type: ['string', 'integer'], minimum: 1 });

export const points = z
  .string()
  .regex(/^[+-]?\d{1,6}$/, 'expected a whole number')
  .transform(Number)
  .meta({ type: 'integer' });

/** Spans that have a name. */
const SPANS: Readonly<Record<string, string>> = { day: '1d', week: '1w' };

/** A maximum count within any time span of a given length: `8/90d`, `3/week`. */
export const countPerSpan = z
  .string()
  .regex(
    /^0*[1-9]\d{0,5}\/(?:0*[1-9]\d{0,5}[smhdw]|day|week)$/,
    'expected a number per time span, such as `8/90d` or `3/week`',
  )
  .transform((text) => {
    const [most = '', within = ''] = text.split('/');
    return { most: Number(most), withinSeconds: parseDurationSeconds(SPANS[within] ?? within) };
  });

/** Returns the schema of a whole number of at least `least`, for limits and caps. */
export function countFrom(least: 0 | 1) {
  return z
    .string()
    .regex(least === 0 ? /^\d{1,6}$/ : /^0*[1-9]\d{0,5}$/, `expected a whole number, at least ${least}`)
    .transform(Number)
    .meta({ type: 'integer', minimum: least });
}
