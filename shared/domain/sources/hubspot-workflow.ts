import { isJsonObject } from '../intake/json-body.ts';
import { collectFields, type LeadField } from '../intake/lead-fields.ts';
import { type Parsed, type RawBody, unparseable } from '../intake/parsed-body.ts';
import { success } from '../result.ts';
import { type JsonObject, jsonObjectOf, objectAt, objectsAt, textAt } from './json-entries.ts';
import type { ReadOptions } from './source-kind.ts';

/** HubSpot's internal properties; a complete contact has hundreds of them. */
const BOOKKEEPING =
  /^(?:hs_|hubspot|ip_|num_|first_conversion|recent_|first_deal|notes_|webinareventlastupdated|surveymonkey|associatedcompany|engagements_)|^(?:createdate|lastmodifieddate|lifecyclestage|currentlyinworkflow|owneremail|ownername|closedate|days_to_close|followercount|kloutscoregeneral|linkedinconnections|total_revenue|twitter\w*|website_visits|vid|portal-id|portalId|objectId|objectTypeId)$/;

/** HubSpot-specific property names, and Baton's names for them. */
const MEANT: Readonly<Record<string, string>> = { hs_language: 'language', hs_country_region_code: 'country' };

/**
 * Reads a contact as a HubSpot workflow posts it: properties as `{"email": {"value": …}}`, as `{"email": …}`, or those
 * that the workflow's author selected at the top level. The contact's id becomes an external id, its newest form
 * submission the entry's own id.
 */
export async function readHubspotContact(body: RawBody, { isMapped }: ReadOptions): Promise<Parsed> {
  const read = jsonObjectOf(body);
  if (!read.ok) return unparseable(read.problem);
  const contact = read.value;
  const whole = isJsonObject(contact.properties);
  const properties = propertiesOf(whole ? objectAt(contact, 'properties') : contact);
  if (properties.size === 0) return unparseable('not_of_this_kind');
  const id = contactId(contact, properties, whole);
  const lead = collectFields([
    ...entry(contact, id),
    ...[...properties]
      .filter(([name]) => Object.hasOwn(MEANT, name) || !BOOKKEEPING.test(name) || isMapped(name))
      .map(([name, value]): LeadField => ({ name, value, type: Object.hasOwn(MEANT, name) ? MEANT[name] : undefined })),
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
function contactId(contact: JsonObject, properties: ReadonlyMap<string, string>, whole: boolean): string | undefined {
  const named = textAt(contact, 'vid') ?? textAt(contact, 'objectId') ?? properties.get('hs_object_id');
  const id = named ?? (whole ? textAt(contact, 'id') : undefined);
  return id !== undefined && /^\d{1,20}$/.test(id) ? id : undefined;
}

/** Returns the fields about the entry: the contact's HubSpot id, and the form submitted last. */
function entry(contact: JsonObject, id: string | undefined): readonly LeadField[] {
  const [newest] = objectsAt(contact, 'form-submissions').toSorted((a, b) => sentAt(b) - sentAt(a));
  const conversion = newest && textAt(newest, 'conversion-id');
  const said = {
    external_id: id === undefined ? undefined : `hubspot:${id}`,
    submission_id: id === undefined || conversion === undefined ? undefined : `${id} ${conversion}`,
    submitted_at: newest && textAt(newest, 'timestamp'),
    page: newest && textAt(newest, 'page-url'),
  };
  return Object.entries(said).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value, vouched: true as const }],
  );
}

function sentAt(submission: JsonObject): number {
  const at = Number(textAt(submission, 'timestamp'));
  return Number.isFinite(at) ? at : 0;
}
