/** When a reading after a call by HubSpot reads, in seconds: its search finds what was changed only after some time. */
const READS_AFTER_SECONDS = [0, 5, 12];

/**
 * Reads the CRM at once and twice more. The last time is later than calls for which no reading of their own is started.
 * @param read reads what the CRM tells of now
 * @param wait waits some seconds
 */
export async function readRepeatedly(
  read: () => Promise<void>,
  wait: (seconds: number) => Promise<unknown>,
): Promise<void> {
  let passed = 0;
  for (const due of READS_AFTER_SECONDS) {
    if (due > passed) await wait(due - passed);
    passed = due;
    await read();
  }
}
