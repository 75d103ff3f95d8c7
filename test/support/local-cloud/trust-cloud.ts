import { readFileSync } from 'node:fs';
import { inject } from 'vitest';
import { trustCertificate } from '../../../infra/local/running-cloud.ts';

// Runs before each test file, in its process: the certificate is as old as the cloud, so the process could not be
// started with it.
const { NODE_EXTRA_CA_CERTS: file } = inject('deployed').env;
if (file !== undefined) trustCertificate(readFileSync(file, 'utf8'));
