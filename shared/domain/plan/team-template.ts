import type { Features } from '../features.ts';
import type { TeamId } from '../ids.ts';

const FIELD = /\{([^{}]+)\}/g;

/** The fields that a template such as `sdr-{region}` takes its name from; none for a plain team. */
export function fieldsOfTemplate(template: string): readonly string[] {
  return [...template.matchAll(FIELD)].map((match) => match[1] ?? '');
}

/** The teams that a template can come to name, whatever its fields hold. */
export function namedTeams(template: string, teams: readonly TeamId[]): readonly TeamId[] {
  const literals = template.split(FIELD).filter((_, index) => index % 2 === 0);
  const pattern = new RegExp(`^${literals.map((text) => text.replaceAll('.', '\\.')).join('.+')}$`);
  return teams.filter((team) => pattern.test(team));
}

/** The team that a template names for a lead, which may be none of the plan's; undefined when a field is missing. */
export function teamFor(template: string, features: Features): TeamId | undefined {
  let complete = true;
  const team = template.replace(FIELD, (_, field: string) => {
    if (!Object.hasOwn(features, field)) complete = false;
    return String(features[field]).toLowerCase();
  });
  return complete ? team : undefined;
}
