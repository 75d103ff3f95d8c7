import { expect, it } from 'vitest';
import { decodeText, describeEncoding } from '../../../cli/csv/decode-text.ts';
import { parseList } from '../../../cli/leads/list-file.ts';

const TEXT = 'Name\tE-Mail\nJörg Müller\tjörg@holm5.example\n';
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const bigEndian = (text: string) => Buffer.from(utf16(text)).swap16();

it.each([
  ['UTF-8', false, Buffer.from(TEXT)],
  ['UTF-8', false, Buffer.from(`\uFEFF${TEXT}`)],
  ['UTF-16', false, utf16(`\uFEFF${TEXT}`)],
  ['UTF-16', true, utf16(TEXT)],
  ['UTF-16, big-endian', false, bigEndian(`\uFEFF${TEXT}`)],
  ['UTF-16, big-endian', true, bigEndian(TEXT)],
  ['Windows-1252', true, Buffer.from(TEXT, 'latin1')],
])('reads %s (a guess: %s)', (encoding, isGuess, bytes) => {
  expect(decodeText(bytes)).toEqual({ text: TEXT, encoding, isGuess });
});

it('knows the characters that Windows-1252 has and Latin-1 has not', () => {
  const bytes = Uint8Array.from([0x80, 0x20, 0x93, 0x5a, 0x94, 0x9e]);
  expect(decodeText(bytes).text).toBe('€ “Z”ž');
});

it('never makes a replacement character of any bytes', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(decodeText(all).text).not.toContain('\uFFFD');
  expect(decodeText(Buffer.from('Zürich, K\u00f6ln', 'latin1')).text).toBe('Zürich, Köln');
});

it('refuses a file that is not what its mark says', () => {
  expect(() => decodeText(Uint8Array.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]))).toThrow(/not valid UTF-16/);
  expect(() => decodeText(Uint8Array.from([0xef, 0xbb, 0xbf, 0xe4]))).toThrow(/not valid UTF-8/);
});

it('reads what an ad platform exports', () => {
  const text = '\uFEFFid\tfull_name\temail\r\nl:1\tZoë Åström\tzoe@holm5.example\r\n';
  expect(parseList(decodeText(utf16(text)).text).rows).toEqual([
    { line: 2, fields: { id: 'l:1', full_name: 'Zoë Åström', email: 'zoe@holm5.example' } },
  ]);
});

it('says which encoding it was, and what to do if that looks wrong', () => {
  expect(describeEncoding({ encoding: 'UTF-8', isGuess: false })).toBe('Read as UTF-8');
  expect(describeEncoding({ encoding: 'Windows-1252', isGuess: true })).toMatch(/Windows-1252.*save it as UTF-8/);
});
