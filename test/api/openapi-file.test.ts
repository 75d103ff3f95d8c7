import { expect, it } from 'vitest';
import { API_ROUTES } from '../../shared/api/api-routes.ts';
import { createOpenApiDocument } from '../../shared/api/openapi.ts';

it('docs/openapi.json describes the API; npm run docs:openapi regenerates it', async () => {
  const written = `${JSON.stringify(createOpenApiDocument(API_ROUTES), null, 2)}\n`;
  await expect(written).toMatchFileSnapshot('../../docs/openapi.json');
});
