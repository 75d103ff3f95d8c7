import { mailAddressOf, type Rep } from '../team/rep.ts';

/** A channel, and the address by which it reaches somebody. */
export interface WayToReach<Channel extends string = string> {
  readonly channel: Channel;
  readonly address: string;
  /** The environment's address, which is everybody's last resort. */
  readonly isShared?: true;
}

/**
 * Returns how to reach a person, first choice first: their own addresses in the order that they prefer, then in that of
 * `channels`, and last the environment's address.
 * @param person absent: nobody that Baton knows
 */
export function waysToReach<Channel extends string>(
  person: Pick<Rep, 'email' | 'addresses' | 'reach'> | undefined,
  options: {
    /** All channels, best first. */
    readonly channels: readonly Channel[];
    readonly shared?: WayToReach<Channel>;
  },
): readonly WayToReach<Channel>[] {
  const { channels, shared } = options;
  const order = person?.reach?.order ?? [];
  const rankOf = (channel: Channel) => (order.includes(channel) ? order.indexOf(channel) : order.length);
  const addresses: Rep['addresses'] = person && { ...person.addresses, email: mailAddressOf(person) };
  const own = channels
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .flatMap((channel) => {
      const address = addresses?.[channel];
      return address === undefined ? [] : [{ channel, address }];
    });
  const isOwn = own.some(({ channel, address }) => channel === shared?.channel && address === shared.address);
  return shared === undefined || isOwn ? own : [...own, { ...shared, isShared: true }];
}
