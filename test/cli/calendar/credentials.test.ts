import { expect, it } from 'vitest';
import { addCredentials } from '../../../cli/calendar/credentials.ts';

const GOOGLE = {
  type: 'service_account',
  client_email: 'baton@north.example',
  private_key: '-----BEGIN PRIVATE KEY-----',
};
const MICROSOFT = { tenant: 'north.example', client_id: 'app', client_secret: 's3cret' };

it('adds the credentials of one service and keeps those of the other, without what nobody needs', () => {
  const first = addCredentials('{}', 'google', { json: JSON.stringify(GOOGLE), subject: 'ops@north.example' });
  const both = addCredentials(first, 'microsoft', { json: JSON.stringify(MICROSOFT) });
  const { type: _, ...google } = GOOGLE;
  expect(JSON.parse(both)).toEqual({ google: { ...google, subject: 'ops@north.example' }, microsoft: MICROSOFT });
});

it('asks for events marked as out of office only if that is wanted', () => {
  const add = (outOfOffice?: boolean) =>
    JSON.parse(
      addCredentials('{}', 'google', { json: JSON.stringify(GOOGLE), subject: 'ops@north.example', outOfOffice }),
    );
  expect(add(true).google).toMatchObject({ out_of_office: true });
  expect(add().google).not.toHaveProperty('out_of_office');
});

it('names each wrong field and never quotes the credentials', () => {
  const add = (json: string) => () => addCredentials('{}', 'microsoft', { json });
  expect(add('{"tenant": "north.example", "client_secret": "s3cret"}')).toThrow(
    'client_id: expected the id of the application',
  );
  expect(add('s3cret')).toThrow('Give the credentials as a JSON object');
  expect(add('{"tenant": "s3cret!"}')).not.toThrow('s3cret');
});
