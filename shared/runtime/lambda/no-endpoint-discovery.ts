/*
 * Stands for `@aws-sdk/middleware-endpoint-discovery` in the function bundles. The client of DynamoDB brings it with a
 * cache of endpoints, and would use it only if the environment asked for it.
 */

/** No setting asks for discovered endpoints. */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  configFileSelector: () => undefined,
  default: false,
};

/** Returns the client's configuration as it is. */
export function resolveEndpointDiscoveryConfig<Config>(config: Config): Config {
  return config;
}
