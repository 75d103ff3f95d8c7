import { loadBeside } from './load-beside.ts';

type Domains = typeof import('tldts');

const load = loadBeside<Domains>('./tldts.cjs');

/** Stands for `tldts` in most function bundles: loaded with the first address or domain that is read. */
export const parse: Domains['parse'] = (...args) => load().parse(...args);
