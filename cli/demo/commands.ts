/** What a person needs to use the stack that `npm start` set up. */
export interface DemoAddresses {
  readonly apiUrl: string;
  readonly hookUrl: string;
  readonly hookSecret: string;
  /** Path of the file with the admin key, as written in a shell. */
  readonly keyFile: string;
  /** A lead that has a routing decision to look at. */
  readonly leadId: string;
}

// URLs are in single quotes: the API's stage name, $default, would be a shell variable.
/** Returns commands to copy: post a lead, read a timeline, see why a lead was routed where it was. */
export function formatCommands({ apiUrl, hookUrl, hookSecret, keyFile, leadId }: DemoAddresses): string {
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
    '# See the report, with charts as an HTML page (every command of `npm run baton -- --help` works here with --env local):',
    'npm run baton -- report --env local --html report.html',
    '',
    '# Read the timeline of a lead (put in the id of your own lead):',
    `curl -sS ${key} '${apiUrl}/v1/leads/${leadId}/timeline'`,
    '',
    '# See why it was routed to its owner (with --why-not REP: what would have brought it to another rep):',
    `npm run baton -- explain ${leadId} --env local`,
  ].join('\n');
}

/** Returns where to look at what the example company sees, and how to be one of its people. */
export function formatPages(urls: {
  readonly slack: string;
  readonly crm: string;
  readonly calendars: string;
  readonly outbox: string;
}): string {
  return [
    '',
    '# See the messages in Slack of each person and team, and press their buttons:',
    urls.slack,
    '',
    '# See the contacts and companies in HubSpot; log a call there, change an owner, win a deal:',
    urls.crm,
    '',
    "# See each rep's calendar; add a meeting, and see whom the next urgent lead passes over:",
    urls.calendars,
    '',
    '# Read what was sent by e-mail, with what a manager gets each morning:',
    urls.outbox,
    '',
    '# Be one of the people:',
    'npm run baton -- sign-in --env local --person mia.keller',
    '',
    'The stack stays up until you press Ctrl-C. Who is notified of your leads now appears below.',
  ].join('\n');
}
