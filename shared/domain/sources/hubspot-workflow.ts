import { isJsonObject } from '../intake/json-body.ts';
import { collectFields, type LeadField } from '../intake/lead-fields.ts';
import { failUnparseable, type ParseBodyResult, type RawBody } from '../intake/parsed-body.ts';
import { ownValue } from '../own-value.ts';
import { success } from '../result.ts';
import { type JsonObject, objectAt, objectsAt, parseJsonObject, textAt } from './json-entries.ts';
import type { ReadBodyOptions } from './source-kind.ts';

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
export async function readHubspotContact(body: RawBody, { isMapped }: ReadBodyOptions): Promise<ParseBodyResult> {
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
