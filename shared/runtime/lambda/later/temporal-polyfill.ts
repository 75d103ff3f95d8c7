import { loadBeside } from './load-beside.ts';

type Polyfill = typeof import('temporal-polyfill');

const load = loadBeside<Polyfill>('./temporal-polyfill.cjs');

/**
 * Stands for `temporal-polyfill` in the function bundles: loaded with the first local time of a zone that is computed.
 * Most calls of most functions compute none.
 */
export const Temporal = new Proxy({} as Polyfill['Temporal'], { get: (_, name) => Reflect.get(load().Temporal, name) });
