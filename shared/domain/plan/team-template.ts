import type { Features } from '../features.ts';
import type { TeamId } from '../ids.ts';

const FIELD = /\{([^{}]+)\}/g;

/** Returns the fields that a template such as `sdr-{region}` is filled from; none for a plain team. */
export function templateFieldsOf(template: string): readonly string[] {
  return [...template.matchAll(FIELD)].map((match) => match[1] ?? '');
}

/** Returns the teams that a template can name, for any values of its fields. */
export function teamsMatchingTemplate(template: string, teams: readonly TeamId[]): readonly TeamId[] {
  const literals = template.split(FIELD).filter((_, index) => index % 2 === 0);
  const pattern = new RegExp(`^${literals.map((text) => text.replaceAll('.', '\\.')).join('.+')}$`);
  return teams.filter((team) => pattern.test(team));
}

/** Fills a template for a lead. The result may not be a team of the plan. Undefined when a field is missing. */
export function fillTemplate(template: string, features: Features): TeamId | undefined {
  let complete = true;
  const team = template.replace(FIELD, (_, field: string) => {
    if (!Object.hasOwn(features, field)) complete = false;
    return String(features[field]).toLowerCase();
  });
  return complete ? team : undefined;
}
