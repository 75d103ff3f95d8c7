import type { LeadQuery } from '../../ports/lead-store.ts';
import { decodeCursor } from './cursor.ts';
import { keys } from './keys.ts';

/** Returns the index that lists leads this way, with the attribute and value to look for. */
export function leadIndexOf(by: LeadQuery['by']) {
  if ('owner' in by) return { index: 'byOwner', attribute: 'ownerKey', value: by.owner };
  if ('team' in by) return { index: 'byTeam', attribute: 'teamKey', value: by.team };
  return { index: 'byState', attribute: 'stateKey', value: by.state };
}

/** Returns the key where the list continues. The sort key names the lead, which gives the rest. */
export function listKeyOf(cursor: string) {
  const listAt = decodeCursor(cursor, /^[^#]+#.+$/);
  return { listAt, ...keys.lead(listAt.slice(listAt.indexOf('#') + 1)) };
}
