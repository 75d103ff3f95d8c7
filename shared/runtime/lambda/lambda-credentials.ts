import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands in the functions' bundles for the SDK's whole chain of ways to credentials (profiles, single sign-on, instance metadata):
 * Lambda puts a function's credentials into its environment, and nowhere else.
 */
export const defaultProvider = fromEnv;
