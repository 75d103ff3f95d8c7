import fc from 'fast-check';

/** Any text a sender could bring in, halves of surrogate pairs included; plain letters and signs half of the time. */
export function anyText(maxLength = 30): fc.Arbitrary<string> {
  const unit = fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0, max: 0xffff }));
  return fc.array(unit, { maxLength }).map((units) => String.fromCharCode(...units));
}
