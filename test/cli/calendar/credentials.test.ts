import { expect, it } from 'vitest';
import { addCredentials, removeCredentials } from '../../../cli/calendar/credentials.ts';

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

it('keeps the address of the HR calendar with the reps by their names, and names what is wrong with it', () => {
  const add = (json: object) => addCredentials('{}', 'hr', { json: JSON.stringify(json) });
  const hr = { address: 'https://hr.example/all.ics?key=s3cret', names: { 'Kim Aalto': 'kim.aalto' } };
  expect(JSON.parse(add(hr))).toEqual({ hr });
  expect(JSON.parse(add({ address: hr.address })).hr.names).toEqual({});
  expect(() => add({ address: 's3cret' })).toThrow('address: expected the https address of the HR calendar');
  expect(() => add({ address: 's3cret' })).not.toThrow('s3cret');
  expect(() => add({ ...hr, names: { 'Kim Aalto': 7 } })).toThrow('expected the id of a rep for each name');
});

it('forgets one service and keeps the others', () => {
  const both = addCredentials(JSON.stringify({ microsoft: MICROSOFT }), 'hr', {
    json: JSON.stringify({ address: 'https://hr.example/all.ics' }),
  });
  expect(JSON.parse(removeCredentials(both, 'hr'))).toEqual({ microsoft: MICROSOFT });
});
