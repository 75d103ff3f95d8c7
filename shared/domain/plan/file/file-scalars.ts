import * as z from 'zod';
import { DURATION_PATTERN, durationSeconds } from './duration.ts';

/**
 * The smallest parts of a plan file. All of them take text, because {@link readYamlTree} keeps scalars as written;
 * `meta` tells editors, whose YAML readers make numbers and booleans of some texts, what they will see instead.
 */

/** A name that the plan gives to something: also the reason codes of the timeline are made of these. */
export const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_.-]{0,63}$/, 'expected a name in small letters, digits, `-`, `_` or `.`, such as `sdr-emea`')
  .meta({ type: ['string', 'number'] });

/** Id of a person as it stands in the reps data. */
export const person = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]{0,63}$/, "expected a person's id from the reps data, such as `dana.ruiz`")
  .meta({ type: ['string', 'number'] });

/** A team, or a template over the lead's fields. */
export const teamOrTemplate = z
  .string()
  .regex(
    /^(?=.)([a-z0-9_.-]|\{[a-z0-9_.-]+\})+$/,
    'expected a team such as `ae-desk`, or a template such as `sdr-{region}`',
  );

export const sentence = z.string().min(1, 'expected a text').max(500, 'expected at most 500 characters');

/** A value that a field may have, or a word that one of its values is compared with. */
export const word = z
  .string()
  .min(1, 'expected a value; to ask for a missing one write `unknown`')
  .max(200, 'expected at most 200 characters')
  .meta({ type: ['string', 'number', 'boolean'] });

export const words = z
  .union([word, z.array(word).min(1, 'expected at least one value')], 'expected a value or a list of values')
  .transform((given) => (typeof given === 'string' ? [given] : given));

export const duration = z
  .string()
  .regex(DURATION_PATTERN, 'expected a time such as `90s`, `5m`, `1h`, `1d` or `2w`')
  .transform(durationSeconds);

/** Time that passes only while somebody works; days are refused, since a working day has no length of its own. */
export const workingTime = z
  .string()
  .regex(/^\d{1,6}[smh]$/, 'expected working time in hours, minutes or seconds, such as `8h`, `5m` or `90s`')
  .transform(durationSeconds);

export const points = z
  .string()
  .regex(/^[+-]?\d{1,6}$/, 'expected a whole number')
  .transform(Number)
  .meta({ type: 'integer' });

/** So often in any such span of time: `8/90d`. */
export const cap = z
  .string()
  .regex(/^0*[1-9]\d{0,5}\/0*[1-9]\d{0,5}[smhdw]$/, 'expected a number in a time, such as `8/90d`')
  .transform((text) => {
    const [most = '', within = ''] = text.split('/');
    return { most: Number(most), withinSeconds: durationSeconds(within) };
  });

/** A whole number from `least`, for limits and caps. */
export function count(least: 0 | 1) {
  return z
    .string()
    .regex(least === 0 ? /^\d{1,6}$/ : /^0*[1-9]\d{0,5}$/, `expected a whole number, at least ${least}`)
    .transform(Number)
    .meta({ type: 'integer', minimum: least });
}
