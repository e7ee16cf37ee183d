import { choice, matching, text as textShape } from '../../../catalog/shape/index.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';

/** Versions of TLS, as in Prometheus' `tls_config`. */
export type TlsVersion = 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';

/** How a connection is encrypted and who is trusted: Alertmanager's `tls_config`. */
export interface TlsConfig {
  /** Certificates that are trusted, as PEM or as the file that holds them. @default those of the system */
  readonly ca?: string | SecretFile;
  /** The client's own certificate, with `key`. */
  readonly cert?: string | SecretFile;
  readonly key?: SecretFile;
  /** Name that the certificate of the server must have. @default the host of the URL */
  readonly serverName?: string;
  /** Accepts any certificate. @default false */
  readonly insecureSkipVerify?: boolean;
  /** @default TLS12 */
  readonly minVersion?: TlsVersion;
  /** @default TLS13 */
  readonly maxVersion?: TlsVersion;
}

/** The way through a proxy. */
export interface ProxyConfig {
  readonly proxyUrl?: string;
  /** Addresses, networks and domains that are reached without the proxy, separated by commas. */
  readonly noProxy?: string;
  /** Without the other two, takes the proxy from HTTP_PROXY, HTTPS_PROXY and NO_PROXY. @default false */
  readonly proxyFromEnvironment?: boolean;
  /**
   * Headers for the proxy, each with its values. Alertmanager's file takes texts only, an AlertmanagerConfig secrets
   * only.
   */
  readonly proxyConnectHeader?: Readonly<Record<string, readonly (string | SecretFile)[]>>;
}

/** User and password. */
export interface BasicAuth {
  /** An AlertmanagerConfig takes it from a Secret only: `secretFile('user')`. */
  readonly username?: string | SecretFile;
  readonly password?: SecretFile;
}

/** The header `Authorization`. */
export interface Authorization {
  /** @default Bearer */
  readonly type?: string;
  readonly credentials?: SecretFile;
}

/** A token from an OAuth 2.0 server. */
export interface OAuth2 extends ProxyConfig {
  /** An AlertmanagerConfig takes it from a Secret only, `secretFile('client-id')`, and Alertmanager's file not from one. */
  readonly clientId: string | SecretFile;
  readonly clientSecret?: SecretFile;
  /** Key of a certificate in place of a secret, for the grant `urn:ietf:params:oauth:grant-type:jwt-bearer`. */
  readonly clientCertificateKey?: SecretFile;
  /** Id of that key. */
  readonly clientCertificateKeyId?: string;
  /** @default client_credentials */
  readonly grantType?: 'client_credentials' | 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  /** How the assertion is signed. @default RS256 */
  readonly signatureAlgorithm?: 'RS256' | 'RS384' | 'RS512';
  /** Issuer of the assertion. @default the client's id */
  readonly iss?: string;
  /** @default the URL of the token */
  readonly audience?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly scopes?: readonly string[];
  readonly tokenUrl: string;
  readonly endpointParams?: Readonly<Record<string, string>>;
  readonly tlsConfig?: TlsConfig;
}

/** Values of one header; those in files are secrets. */
export interface HttpHeader {
  readonly values?: readonly string[];
  readonly files?: readonly SecretFile[];
}

/** How requests are sent: Alertmanager's `http_config`. At most one of `basicAuth`, `authorization` and `oauth2`. */
export interface HttpConfig extends ProxyConfig {
  readonly basicAuth?: BasicAuth;
  readonly authorization?: Authorization;
  readonly oauth2?: OAuth2;
  readonly tlsConfig?: TlsConfig;
  /** @default true */
  readonly followRedirects?: boolean;
  /** @default true */
  readonly enableHttp2?: boolean;
  /** Headers of every request, by name. An AlertmanagerConfig has none. */
  readonly httpHeaders?: Readonly<Record<string, HttpHeader>>;
}

const version = () => field.value(choice('TLS10', 'TLS11', 'TLS12', 'TLS13'));
const url = matching(/^[a-z0-9]+:\/\/[^\s/]/i, 'a URL with its scheme, such as https://…');

export const tlsFields = field.fieldsOf<TlsConfig>({
  ca: field.valueOrSecret(textShape, { objectSecret: 'either' }),
  cert: field.valueOrSecret(textShape, { objectSecret: 'either' }),
  key: field.secret({ object: 'keySecret' }),
  serverName: field.text(),
  insecureSkipVerify: field.flag(),
  minVersion: version(),
  maxVersion: version(),
});

const proxy = {
  proxyUrl: field.value(url, { object: 'proxyUrl' }),
  noProxy: field.text(),
  proxyFromEnvironment: field.flag(),
  proxyConnectHeader: field.headers(),
};

const oauth2Fields = field.fieldsOf<OAuth2>({
  clientId: field.valueOrSecret(textShape, {
    required: true,
    keyFile: false,
    object: 'clientId',
    objectSecret: 'either',
  }),
  clientSecret: field.secret(),
  clientCertificateKey: field.secret({ object: false }),
  clientCertificateKeyId: field.text({ object: false }),
  grantType: field.value(choice('client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer'), {
    object: false,
  }),
  signatureAlgorithm: field.value(choice('RS256', 'RS384', 'RS512'), { object: false }),
  iss: field.text({ object: false }),
  audience: field.text({ object: false }),
  claims: field.dataByName({ object: false }),
  scopes: field.texts(),
  tokenUrl: field.value(url, { required: true, object: 'tokenUrl' }),
  endpointParams: field.pairs({ objectValue: (given) => given }),
  tlsConfig: field.object(tlsFields),
  ...proxy,
});

export const headerFields = field.fieldsOf<HttpHeader>({
  values: field.texts(),
  files: field.files(),
});

export const httpFields = field.fieldsOf<HttpConfig>({
  basicAuth: field.object(
    field.fieldsOf<BasicAuth>({
      username: field.valueOrSecret(textShape, { objectSecret: 'alone' }),
      password: field.secret(),
    }),
  ),
  authorization: field.object(
    field.fieldsOf<Authorization>({ type: field.text(), credentials: field.secret() }),
  ),
  oauth2: field.object(oauth2Fields),
  tlsConfig: field.object(tlsFields),
  followRedirects: field.flag(),
  enableHttp2: field.flag(),
  ...proxy,
  httpHeaders: field.namedObjects(headerFields, { object: false }),
});
