import type { Environment } from '../../infra/environment.ts';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { parseCalendarCredentials } from '../../shared/adapters/calendars/calendar-credentials.ts';
import { connectCalendars } from '../../shared/adapters/calendars/connect-calendars.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { HttpCompanyProvider } from '../../shared/adapters/enrichment/http-company-provider.ts';
import { parseSecretLines } from '../../shared/adapters/secrets-manager/secret-lines.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { openDatabase } from '../database.ts';
import type { DoctorCheck } from '../finding.ts';
import { readSecret } from '../secret-text.ts';
import { checkCalendarCalls } from './calendar-calls.ts';
import { checkEnrichment } from './enrichment-call.ts';
import { checkNotificationUrl } from './notification-url.ts';

/** Returns the checks that try connections from this machine: each within seconds, and none changes anything. */
export function createConnectionChecks(environment: Environment, outputs: StackOutputs): readonly DoctorCheck[] {
  const db = openDatabase();
  const table = outputs.RepsTable;
  const settings = new SettingsTable({ db, table });
  const local = environment.name === ENVIRONMENTS.local.name;
  return [
    {
      name: 'Calendars',
      run: async () => {
        const reps = await new RepTable({ db, table }).list();
        const sources = async () => {
          const credentials = parseCalendarCredentials(await readSecret(outputs.CalendarSecretsArn));
          return connectCalendars(credentials, { local, clock: Date.now });
        };
        return checkCalendarCalls(reps, sources, instantOf(Date.now()));
      },
    },
    {
      name: 'Enrichment',
      run: async () => {
        const provider = await settings.read('enrichment');
        const secrets = async () => parseSecretLines(await readSecret(outputs.EnrichmentSecretArn));
        return checkEnrichment(provider && new HttpCompanyProvider({ settings: provider, secrets, local }));
      },
    },
    { name: 'Notifications', run: async () => checkNotificationUrl((await settings.read('notify'))?.url) },
  ];
}
