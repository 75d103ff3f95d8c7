import { createHmac } from 'node:crypto';
import { millisecondsOf } from '../domain/instant.ts';
import { isJsonObject } from '../domain/intake/json-body.ts';
import { collectFields, type LeadField } from '../domain/intake/lead-fields.ts';
import { failUnparseable, type ParseBodyResult, type RawBody } from '../domain/intake/parsed-body.ts';
import { ownValue } from '../domain/own-value.ts';
import { success } from '../domain/result.ts';
import { isSameSecret } from '../runtime/auth/constant-time.ts';
import { type JsonObject, objectAt, objectsAt, parseJsonObject, textAt } from './json-entries.ts';
import { provenIf, verifyBearer } from './sender-proof.ts';
import type { ReadBodyOptions, SampleRequest, SenderAuthentication, SourceKind } from './source-kind.ts';

/** A HubSpot workflow that posts a contact. */
export const hubspotWorkflow: SourceKind = {
  title: 'HubSpot workflow',
  authentications: [verifyHubspot, verifyBearer],
  read: readHubspotContact,
  formatSteps: ({ url, secret }) => [
    'In HubSpot: a contact workflow that starts with your form → Data ops → Send a webhook',
    `  Method POST, webhook URL: ${url}`,
    '  Either "Include request signature in header", of the app whose client secret you passed with --secret,',
    `  or authentication by API key, sent as a header: Authorization: Bearer ${secret}`,
    '  Request body: all contact properties, or a selection that includes hs_object_id',
  ],
  buildSample: (fields) => {
    const properties = Object.entries(fields).map(([name, value]) => [name, { value }] as const);
    return { vid: 1, 'is-contact': true, properties: Object.fromEntries(properties) };
  },
  markAsTest: (body) =>
    body.properties === undefined
      ? { ...body, test: 'true' }
      : { ...body, properties: { ...objectAt(body, 'properties'), test: 'true' } },
  sign: signAsHubspot,
};

/** Maximum difference between a request's time and ours, in either direction. */
const TOLERANCE_MILLISECONDS = 5 * 60 * 1000;

/** HubSpot's internal properties; a complete contact has hundreds of them. */
const INTERNAL_PROPERTIES =
  /^(?:hs_|hubspot|ip_|num_|first_conversion|recent_|first_deal|notes_|webinareventlastupdated|surveymonkey|associatedcompany|engagements_)|^(?:createdate|lastmodifieddate|lifecyclestage|currentlyinworkflow|owneremail|ownername|closedate|days_to_close|followercount|kloutscoregeneral|linkedinconnections|total_revenue|twitter\w*|website_visits|vid|portal-id|portalId|objectId|objectTypeId)$/;

/** HubSpot-specific property names, and Baton's names for them. */
const PROPERTY_NAMES: Readonly<Record<string, string>> = { hs_language: 'language', hs_country_region_code: 'country' };

/**
 * Reads a contact as a HubSpot workflow posts it: properties as `{"email": {"value": …}}`, as `{"email": …}`, or those
 * that the workflow's author selected at the top level. The contact's id becomes an external id, its newest form
 * submission the entry's own id.
 */
async function readHubspotContact(body: RawBody, { isMapped }: ReadBodyOptions): Promise<ParseBodyResult> {
  const read = parseJsonObject(body);
  if (!read.ok) return failUnparseable(read.problem);
  const contact = read.value;
  const isComplete = isJsonObject(contact.properties);
  const properties = propertiesOf(isComplete ? objectAt(contact, 'properties') : contact);
  if (properties.size === 0) return failUnparseable('not_of_this_kind');
  const id = contactIdOf(contact, properties, isComplete);
  const lead = collectFields([
    ...entryFieldsOf(contact, id),
    ...[...properties]
      .filter(([name]) => Object.hasOwn(PROPERTY_NAMES, name) || !INTERNAL_PROPERTIES.test(name) || isMapped(name))
      .map(
        ([name, value]): LeadField => ({
          name,
          value,
          type: ownValue(PROPERTY_NAMES, name),
        }),
      ),
  ]);
  return success({ leads: [lead], rejected: [] });
}

function propertiesOf(object: JsonObject): ReadonlyMap<string, string> {
  return new Map(
    Object.keys(object).flatMap((name) => {
      const value = textAt(objectAt(object, name), 'value') ?? textAt(object, name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/**
 * A plain `id` is the contact's only if HubSpot sent the whole object. In a body the author composed it may be
 * anything.
 */
function contactIdOf(contact: JsonObject, properties: ReadonlyMap<string, string>, whole: boolean): string | undefined {
  const named = textAt(contact, 'vid') ?? textAt(contact, 'objectId') ?? properties.get('hs_object_id');
  const id = named ?? (whole ? textAt(contact, 'id') : undefined);
  return id !== undefined && /^\d{1,20}$/.test(id) ? id : undefined;
}

/** Returns the fields about the entry: the contact's HubSpot id, and the form submitted last. */
function entryFieldsOf(contact: JsonObject, id: string | undefined): readonly LeadField[] {
  const [newest] = objectsAt(contact, 'form-submissions').toSorted((a, b) => submittedAtOf(b) - submittedAtOf(a));
  const conversion = newest && textAt(newest, 'conversion-id');
  const stated = {
    external_id: id === undefined ? undefined : `hubspot:${id}`,
    submission_id: id === undefined || conversion === undefined ? undefined : `${id} ${conversion}`,
    submitted_at: newest && textAt(newest, 'timestamp'),
    page: newest && textAt(newest, 'page-url'),
  };
  return Object.entries(stated).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value, isVouchedFor: true as const }],
  );
}

function submittedAtOf(submission: JsonObject): number {
  const at = Number(textAt(submission, 'timestamp'));
  return Number.isFinite(at) ? at : 0;
}

/**
 * Signs a request with the app's client secret, by HubSpot's version 3, the only one that covers address and time:
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation
 */
function signAsHubspot(secret: string, { url, body, at }: SampleRequest) {
  const timestamp = String(millisecondsOf(at));
  return {
    'x-hubspot-signature-v3': signatureOf(secret, { method: 'POST', url, body }, timestamp),
    'x-hubspot-request-timestamp': timestamp,
  };
}

/** Checks for a signature of this request, within the time limit, for one of the hook's addresses. */
function verifyHubspot(...[secrets, request]: Parameters<SenderAuthentication>) {
  const { headers, method, urls, body, now } = request;
  const given = headers['x-hubspot-signature-v3'];
  const timestamp = headers['x-hubspot-request-timestamp'];
  if (given === undefined || timestamp === undefined || !/^\d{1,15}$/.test(timestamp)) return undefined;
  if (Math.abs(millisecondsOf(now) - Number(timestamp)) > TOLERANCE_MILLISECONDS) return undefined;
  const spellings = new Set(urls.flatMap((url) => [url, decodeUrl(url)]));
  const isSigned = secrets.some((secret) =>
    [...spellings].some((url) => isSameSecret(given, signatureOf(secret, { method, url, body }, timestamp))),
  );
  return provenIf(isSigned);
}

function signatureOf(
  secret: string,
  signed: { readonly method: string; readonly url: string; readonly body: string | Uint8Array },
  timestamp: string,
): string {
  const { method, url, body } = signed;
  return createHmac('sha256', secret).update(`${method}${url}`).update(body).update(timestamp).digest('base64');
}

/** HubSpot signs addresses with these characters decoded; the gateway passes them on as sent. */
function decodeUrl(url: string): string {
  return url.replace(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, decodeURIComponent);
}
