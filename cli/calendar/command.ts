import { Argument, Command } from 'commander';
import { environmentNamed } from '../../infra/environments.ts';
import { parseCalendarCredentials } from '../../shared/adapters/calendars/calendar-credentials.ts';
import { IcalHrCalendar } from '../../shared/adapters/calendars/ical-hr-calendar.ts';
import { CalendarTable } from '../../shared/adapters/dynamodb/calendar-table.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { HR_CALENDAR_ID } from '../../shared/domain/team/hr-leaves.ts';
import { openDatabase } from '../database.ts';
import { createEnvOption } from '../environment-api.ts';
import { readSecret, writeSecret } from '../secret-text.ts';
import { readStackOutputs } from '../stack-outputs.ts';
import { formatTable } from '../table.ts';
import { CALENDAR_COLUMNS, calendarRows, describeHrCalendar } from './check.ts';
import { addCredentials, type CalendarService, removeCredentials } from './credentials.ts';
import { readCredentials } from './read-credentials.ts';

/** `baton calendar`: connects calendar services, and shows what is known of reps' calendars. */
export function calendarCommand(): Command {
  const command = new Command('calendar').description("Manages reps' calendars.");
  command
    .command('connect')
    .description(
      'Stores the credentials of a calendar service, or the address of the HR calendar, read as JSON from the standard input; never shown.',
    )
    .addArgument(new Argument('<service>', 'the service').choices(['google', 'microsoft', 'hr']))
    .addOption(createEnvOption())
    .option('--subject <address>', 'Google: the user in whose name the service account asks')
    .option(
      '--out-of-office',
      'Google: events marked as out of office are leaves; needs the scope calendar.events.readonly',
    )
    .action(connectService);
  command
    .command('disconnect')
    .description('Forgets the credentials of a calendar service, or the address of the HR calendar.')
    .addArgument(new Argument('<service>', 'the service').choices(['google', 'microsoft', 'hr']))
    .addOption(createEnvOption())
    .action(disconnectService);
  command
    .command('check')
    .description('Shows for each rep whether the calendar can be read, the next busy time, and leaves. No titles.')
    .addOption(createEnvOption())
    .action(showCalendars);
  return command;
}

async function connectService(
  service: CalendarService,
  { env, ...options }: { readonly env: string; readonly subject?: string; readonly outOfOffice?: boolean },
): Promise<void> {
  const json = await readCredentials(process.stdin, `baton calendar connect ${service} --env ${env}`);
  const { CalendarSecretsArn: arn } = await readStackOutputs(environmentNamed(env));
  await writeSecret(arn, addCredentials(await readSecret(arn), service, { json, ...options }));
  console.log(`Connected. Calendars are read within five minutes; then: baton calendar check --env ${env}`);
}

async function disconnectService(service: CalendarService, { env }: { readonly env: string }): Promise<void> {
  const { CalendarSecretsArn: arn } = await readStackOutputs(environmentNamed(env));
  await writeSecret(arn, removeCredentials(await readSecret(arn), service));
  console.log(`Disconnected. Baton reads nothing there from its next run on.`);
}

async function showCalendars({ env }: { readonly env: string }): Promise<void> {
  const { RepsTable: table, CalendarSecretsArn: arn } = await readStackOutputs(environmentNamed(env));
  const db = openDatabase();
  const reps = await new RepTable({ db, table }).list();
  const withCalendar = reps.filter(({ calendar, leaveCalendar }) => calendar ?? leaveCalendar).map(({ id }) => id);
  const readings = await new CalendarTable({ db, table }).readingsOf([...withCalendar, HR_CALENDAR_ID]);
  const now = instantOf(Date.now());
  const rows = calendarRows(reps, readings, now);
  console.log(rows.length > 0 ? formatTable(CALENDAR_COLUMNS, rows) : 'No rep has a calendar.');
  const { hr } = parseCalendarCredentials(await readSecret(arn));
  if (!hr) return;
  const calendar = new IcalHrCalendar({ address: hr.address, local: env === 'local' });
  const lines = await describeHrCalendar({ calendar, names: hr.names }, { reps, readings, now });
  console.log(lines.join('\n'));
}
