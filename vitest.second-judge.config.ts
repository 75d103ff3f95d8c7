import { defineConfig } from 'vitest/config';
import { SummaryLineReporter } from './test/support/closing-line.ts';
import { TIME_LIMITS } from './test/support/time-limits.ts';

/**
 * The contracts and races of the adapters, on a DynamoDB and S3 of another maker than the local cloud's. What both accept
 * rests on no mistake of one of them.
 */
export default defineConfig({
  test: {
    name: 'second-judge',
    include: ['test/adapters/{dynamodb,s3}/*.cloud.test.ts'],
    globalSetup: ['test/support/second-judge/global-setup.ts'],
    reporters: ['default', new SummaryLineReporter()],
    testTimeout: TIME_LIMITS.cloud,
    hookTimeout: TIME_LIMITS.cloud,
  },
});
