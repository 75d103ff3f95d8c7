import { delimiter, join } from 'node:path';
import { TOOLS_DIRECTORY } from '../project-root.ts';
import { ADDRESS_FILES, type CloudPorts, LOCAL_REGION } from './running-cloud.ts';

const ACCOUNT = '000000000000';

/** What differs between local clouds. */
export interface CloudSettings {
  readonly directory: string;
  readonly ports: CloudPorts;
  /** The endpoint that functions call. */
  readonly functionEndpoint: string;
  /** Whether it saves its data when it ends. */
  readonly save: boolean;
}

/** Returns the cloud's environment: a deliberately short list, since every Lambda function inherits it. */
export function cloudSettings({ directory, ports, functionEndpoint, save }: CloudSettings): NodeJS.ProcessEnv {
  return {
    PATH: [TOOLS_DIRECTORY, process.env.PATH ?? ''].join(delimiter),
    HOME: process.env.HOME ?? directory,
    LANG: 'C.UTF-8',
    TMPDIR: join(directory, 'temporary'),
    GATEWAY_PORT: String(ports.port),
    TLS_PORT: String(ports.tlsPort),
    TLS_CERTIFICATE: join(directory, ADDRESS_FILES.certificate),
    TLS_KEY: join(directory, ADDRESS_FILES.key),
    BIND_HOST: '127.0.0.1',
    MINISTACK_HOST: '127.0.0.1',
    MINISTACK_REGION: LOCAL_REGION,
    MINISTACK_ACCOUNT_ID: ACCOUNT,
    AUTH: 'true',
    AWS_ENDPOINT_URL: functionEndpoint,
    NODE_EXTRA_CA_CERTS: join(directory, ADDRESS_FILES.certificate),
    PERSIST_STATE: save ? '1' : '0',
    STATE_DIR: join(directory, 'state'),
    S3_PERSIST: save ? '1' : '0',
    S3_DATA_DIR: join(directory, 'objects'),
    SFTP_ENABLED: '0',
    IOT_MTLS_ENABLED: '0',
    LAMBDA_EXECUTOR: 'local',
  };
}
