import { describe, expect, it } from 'vitest';
import { CHANNEL_NAMES, ChannelAddresses, type ChannelName } from '../../shared/channels/channels.ts';

/** An address of each channel as people write it. */
const SAMPLES: Readonly<Record<ChannelName, string>> = {
  webhook: 'https://hooks.acme.example/kim?team=sdr',
  slack: 'U024BE7LH',
  email: 'kim.aalto+leads@acme.example',
};

describe("a person's addresses", () => {
  it.each(CHANNEL_NAMES)('may hold one of the channel %s, and need not', (name) => {
    expect(ChannelAddresses.parse({ [name]: SAMPLES[name] })).toEqual({ [name]: SAMPLES[name] });
    expect(ChannelAddresses.parse({})).toEqual({});
  });

  it('are refused for a channel that does not exist', () => {
    expect(ChannelAddresses.safeParse({ pager: '7' }).success).toBe(false);
  });

  it.each(['@kim', 'u024be7lh', 'C024BE7LH', 'U1'])('are refused with the Slack member id %s', (slack) => {
    expect(ChannelAddresses.safeParse({ slack }).success).toBe(false);
  });

  it.each([
    'kim@acme.example',
    'http://hooks.acme.example/kim',
    'https://kim:pass@hooks.acme.example/kim',
    'https://127.0.0.1/kim',
    'https://2130706433/kim',
    'https://[::1]/kim',
    'https://localhost/kim',
    `https://hooks.acme.example/${'k'.repeat(2000)}`,
  ])('are refused with the webhook %s', (webhook) => {
    expect(ChannelAddresses.safeParse({ webhook }).success).toBe(false);
  });

  it.each([
    'kim',
    'Kim <kim@acme.example>',
    'kim@acme.example, lea@acme.example',
    'kim@acme.example\r\nBcc: all@acme.example',
    'kim@acme',
    '"kim aalto"@acme.example',
    `${'k'.repeat(250)}@acme.example`,
  ])('are refused with the e-mail address %j', (email) => {
    expect(ChannelAddresses.safeParse({ email }).success).toBe(false);
  });
});
