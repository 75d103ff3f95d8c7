import * as z from 'zod';
import {
  type CalendarCredentials,
  parseCalendarCredentials,
} from '../../shared/adapters/calendars/calendar-credentials.ts';
import { GoogleCredentials } from '../../shared/adapters/calendars/google-busy-times.ts';
import { HrConnection } from '../../shared/adapters/calendars/ical-hr-calendar.ts';
import { MicrosoftCredentials } from '../../shared/adapters/calendars/microsoft-busy-times.ts';

const SCHEMAS = { google: GoogleCredentials, microsoft: MicrosoftCredentials, hr: HrConnection } as const;

/** The services that need credentials, and the HR calendar, whose address is one. */
export type CalendarService = keyof typeof SCHEMAS;

/**
 * Returns the text of the secret with the credentials of a service in it, those of the other unchanged.
 * @throws a sentence that names each field that is wrong; it never quotes the credentials
 */
export function addCredentials(
  secret: string,
  service: CalendarService,
  given: { readonly json: string; readonly subject?: string; readonly outOfOffice?: boolean },
): string {
  const parsed = SCHEMAS[service].safeParse({
    ...parseCredentials(given.json),
    ...(given.subject && { subject: given.subject }),
    ...(given.outOfOffice && { out_of_office: true }),
  });
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path }) => `${path.join('.')}: ${EXPECTED[String(path[0])] ?? 'missing'}`,
    );
    throw new Error(`These credentials cannot be used:\n${problems.join('\n')}`);
  }
  const all: CalendarCredentials = { ...parseCalendarCredentials(secret), [service]: parsed.data };
  return JSON.stringify(all);
}

/** Returns the text of the secret without one service, the others unchanged. */
export function removeCredentials(secret: string, service: CalendarService): string {
  const { [service]: _, ...others } = parseCalendarCredentials(secret);
  return JSON.stringify(others);
}

const EXPECTED: Readonly<Record<string, string>> = {
  client_email: 'expected the e-mail address of the service account',
  private_key: 'expected the private key of the service account, in PEM',
  subject: 'expected the user in whose name the service account asks: --subject ops@north.example',
  address: 'expected the https address of the HR calendar in iCal format',
  names: 'expected the id of a rep for each name, such as {"Kim Aalto": "kim.aalto"}',
  tenant: 'expected the tenant id or its domain',
  client_id: 'expected the id of the application',
  client_secret: 'expected the secret of the application',
};

function parseCredentials(json: string): object {
  const parsed = z.looseObject({}).safeParse(tryParse(json));
  if (!parsed.success) throw new Error('Give the credentials as a JSON object on the standard input.');
  return parsed.data;
}

function tryParse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
