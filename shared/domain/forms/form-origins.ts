/** Whether a page of this origin, `https://www.acme.example`, may ask for a source: if the source's definition names it. */
export function isAllowedOrigin(origin: string, { origins = [] }: { readonly origins?: readonly string[] }): boolean {
  return origins.includes(origin);
}
