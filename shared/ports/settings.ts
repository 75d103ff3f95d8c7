/** What an environment is told once, when it is set up, and may be told anew at any time. */
export interface Settings {
  /** Where notices to reps are posted; undefined until somebody has said. */
  notifyUrl(): Promise<string | undefined>;
  saveNotifyUrl(url: string): Promise<void>;
}
