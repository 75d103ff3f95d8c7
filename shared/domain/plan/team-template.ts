import type { Features } from '../features.ts';
import type { TeamId } from '../ids.ts';
import { ownValue } from '../own-value.ts';

const FIELD = /\{([^{}]+)\}/g;

/** Returns the fields that a template such as `sdr-{region}` is filled from; none for a plain team. */
export function templateFieldsOf(template: string): readonly string[] {
  return [...template.matchAll(FIELD)].map((match) => match[1] ?? '');
}

/** Returns the teams that a template can name, for any values of its fields. Takes linear time for each team. */
export function teamsMatchingTemplate(template: string, teams: readonly TeamId[]): readonly TeamId[] {
  const literals = template.split(FIELD).filter((_, index) => index % 2 === 0);
  return teams.filter((team) => fitsLiterals(team, literals));
}

/**
 * Whether a text consists of these literals in this order, with at least one character between each two. The first
 * place where a literal fits is always good enough, so nothing is ever tried twice, as a regular expression would.
 */
function fitsLiterals(text: string, [first = '', ...others]: readonly string[]): boolean {
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let end = first.length;
  for (const literal of others) {
    const start = text.indexOf(literal, end + 1);
    if (start < 0) return false;
    end = start + literal.length;
  }
  return text.endsWith(last) && text.length - last.length > end;
}

/** Fills a template for a lead. The result may not be a team of the plan. Undefined when a field is missing. */
export function fillTemplate(template: string, features: Features): TeamId | undefined {
  let complete = true;
  const team = template.replace(FIELD, (_, field: string) => {
    const value = ownValue(features, field);
    if (value === undefined) complete = false;
    return String(value).toLowerCase();
  });
  return complete ? team : undefined;
}
