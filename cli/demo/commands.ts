/** Where a person finds what `npm start` has set up. */
export interface Addresses {
  readonly apiUrl: string;
  readonly hookUrl: string;
  readonly hookSecret: string;
  /** File with the admin key, as one would write it in a shell. */
  readonly keyFile: string;
  /** A lead that has a decision to look at. */
  readonly leadId: string;
}

// Addresses stand in single quotes: the name of an API's stage, $default, is a variable to a shell.
/** Commands to copy: post a lead, read a timeline, ask why a lead went where it went. */
export function commandsText({ apiUrl, hookUrl, hookSecret, keyFile, leadId }: Addresses): string {
  const key = `-H "Authorization: Bearer $(cat ${keyFile})"`;
  const lead = JSON.stringify({
    touch: 'demo_request',
    email: 'ada@example.com',
    name: 'Ada Example',
    job_title: 'VP Sales',
    country: 'DE',
    employees: '200',
  });
  return [
    '# Post a lead as a form would:',
    `curl -sS '${hookUrl}' -H 'Authorization: Bearer ${hookSecret}' -H 'Content-Type: application/json' -d '${lead}'`,
    '',
    '# See the figures, with plots as a page (every command of `npm run baton -- --help` reaches this cloud by --env local):',
    'npm run baton -- report --env local --html report.html',
    '',
    '# Read what happened to a lead (put the id of yours in its place):',
    `curl -sS ${key} '${apiUrl}/v1/leads/${leadId}/timeline'`,
    '',
    '# See why it went where it went:',
    `curl -sS ${key} '${apiUrl}/v1/leads/${leadId}/decision'`,
  ].join('\n');
}
