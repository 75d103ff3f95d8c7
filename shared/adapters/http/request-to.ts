import { request as httpsRequest } from 'node:https';

/**
 * Returns the function that makes requests to this address. Only the local cloud is called without TLS. An import of
 * `node:http` would load its WebSocket too, which takes a third as long as a bare client of DynamoDB.
 */
export function requestTo({ protocol }: URL): typeof httpsRequest {
  return protocol === 'https:' ? httpsRequest : process.getBuiltinModule('node:http').request;
}
