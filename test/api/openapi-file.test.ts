import { expect, it } from 'vitest';
import { API_ROUTES } from '../../shared/api/api-routes.ts';
import { openApiDocument } from '../../shared/api/openapi.ts';

it('docs/openapi.json says what the API takes and gives; npm run docs:openapi writes it anew', async () => {
  const written = `${JSON.stringify(openApiDocument(API_ROUTES), null, 2)}\n`;
  await expect(written).toMatchFileSnapshot('../../../docs/openapi.json');
});
