import { clipWord } from './plan-problem.ts';

/** The most known names that a message lists. */
const MAX_NAMES_LISTED = 30;

/** Returns the known name closest to `word`; undefined when none is close enough to be a typo. */
export function findNearestName(word: string, known: readonly string[]): string | undefined {
  const farthest = Math.max(1, Math.floor(word.length / 3));
  // Names that differ more in length than that cannot be near; comparing letters takes much longer than lengths.
  return known
    .filter((name) => Math.abs(name.length - word.length) <= farthest)
    .map((name) => ({ name, distance: editDistance(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ distance }) => distance <= farthest)
    .sort((a, b) => a.distance - b.distance)[0]?.name;
}

/** Writes the message for an unknown name, with the closest known name or else the list of known names. */
export function unknownNameMessage(what: string, word: string, known: readonly string[]): string {
  const nearest = findNearestName(word, known);
  const said = clipWord(word);
  if (nearest !== undefined) return `there is no ${what} \`${said}\`; did you mean \`${nearest}\`?`;
  if (known.length === 0) return `there is no ${what} \`${said}\`; the plan has none`;
  return `there is no ${what} \`${said}\`; expected one of ${listNames(known)}`;
}

/** Lists names for a message; of very many, the first ones. */
export function listNames(names: readonly string[]): string {
  const more = names.length - MAX_NAMES_LISTED;
  return `${names.slice(0, MAX_NAMES_LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Returns the fewest letters to add, drop, replace or swap with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(at(i - 1, j) + 1, (row[j - 1] ?? i) + 1, replaced, swapped));
    }
  }
  return at(a.length, b.length);
}
