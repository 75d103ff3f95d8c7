/** Hashes a text so that similar ids get very different numbers (FNV-1a, 32 bits). Stable forever. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}
