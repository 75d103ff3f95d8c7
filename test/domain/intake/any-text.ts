import fc from 'fast-check';

/** Any text a sender could send, unpaired surrogates included; half of the time plain letters and signs. */
export function anyText(maxLength = 30): fc.Arbitrary<string> {
  const unit = fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0, max: 0xffff }));
  return fc.array(unit, { maxLength }).map((units) => String.fromCharCode(...units));
}
