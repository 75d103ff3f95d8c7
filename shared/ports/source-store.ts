/** Where leads come from: a form, an ad, a CRM. The key stands in its hook URL; its secrets are kept elsewhere. */
export interface Source {
  readonly id: string;
  readonly key: string;
  readonly kind: 'generic';
  /** Kind of touch when the body names none. */
  readonly touch: string;
}

/** The sources of an environment, found by the key in the hook URL. */
export interface SourceStore {
  byKey(key: string): Promise<Source | undefined>;
  save(source: Source): Promise<void>;
  list(): Promise<readonly Source[]>;
}
