import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Replaces the SDK's default credential chain (profiles, single sign-on, instance metadata) in the function bundles.
 * Lambda provides credentials only through the environment.
 */
export const defaultProvider = fromEnv;
