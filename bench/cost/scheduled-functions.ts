/** A function that runs on a schedule, whether leads arrive or not. */
interface ScheduledFunction {
  /** How often it runs in `prod`. */
  readonly everyMinutes: number;
  /** Part of the name of its log group. */
  readonly logGroup: RegExp;
}

/** The functions that cost the same whether leads arrive or not, by name. What they use is no lead's. */
export const SCHEDULED_FUNCTIONS: ReadonlyMap<string, ScheduledFunction> = new Map([
  ['sweep', { everyMinutes: 1, logGroup: /SweepFunction/ }],
  ['recycle-leads', { everyMinutes: 15, logGroup: /Recycl/ }],
  ['refresh-calendars', { everyMinutes: 5, logGroup: /RefreshCalendars/ }],
  ['read-crm', { everyMinutes: 1, logGroup: /ReadCrm/ }],
  ['send-digests', { everyMinutes: 5, logGroup: /SendDigests/ }],
]);

/** Returns the name of the scheduled function that writes a log group; undefined for that of any other function. */
export function scheduledFunctionOf(logGroup: string): string | undefined {
  return [...SCHEDULED_FUNCTIONS].find(([, one]) => one.logGroup.test(logGroup))?.[0];
}
