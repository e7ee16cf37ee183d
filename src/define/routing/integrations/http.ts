import { choice, matching, text as textShape } from '../../../catalog/shape/index.js';
import type { SecretFile } from '../../secret.js';
import * as field from './field.js';

/** Versions of TLS, as in Prometheus' `tls_config`. */
export type TlsVersion = 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';

/** TLS options of a client: Alertmanager's `tls_config`. */
export interface TlsConfig {
  /** Trusted certificates, as PEM or as a file. @default those of the system */
  readonly ca?: string | SecretFile;
  /** Certificate of the client, with `key`. */
  readonly cert?: string | SecretFile;
  /** Key of the client certificate. */
  readonly key?: SecretFile;
  /** Expected name in the server's certificate. @default the host of the URL */
  readonly serverName?: string;
  /** Disables the validation of the server's certificate. @default false */
  readonly insecureSkipVerify?: boolean;
  /** Minimum version of TLS. @default TLS12 */
  readonly minVersion?: TlsVersion;
  /** Maximum version of TLS. @default TLS13 */
  readonly maxVersion?: TlsVersion;
}

/** Proxy options of an HTTP client. */
export interface ProxyConfig {
  /** URL of the proxy. */
  readonly proxyUrl?: string;
  /** Addresses, networks and domains that bypass the proxy, separated by commas. */
  readonly noProxy?: string;
  /** Takes the proxy from HTTP_PROXY, HTTPS_PROXY and NO_PROXY; excludes the other two options. @default false */
  readonly proxyFromEnvironment?: boolean;
  /**
   * Headers to send to the proxy, with their values. Alertmanager's configuration file takes text only, an
   * AlertmanagerConfig secrets only.
   */
  readonly proxyConnectHeader?: Readonly<Record<string, readonly (string | SecretFile)[]>>;
}

/** HTTP basic authentication. */
export interface BasicAuth {
  /** User name. An AlertmanagerConfig takes it from a Secret only: `secretFile('user')`. */
  readonly username?: string | SecretFile;
  /** Password. */
  readonly password?: SecretFile;
}

/** The header `Authorization`. */
export interface Authorization {
  /** Authentication scheme. @default Bearer */
  readonly type?: string;
  /** Credentials. */
  readonly credentials?: SecretFile;
}

/** OAuth 2.0 client credentials. */
export interface OAuth2 extends ProxyConfig {
  /**
   * Client id. An AlertmanagerConfig takes it from a Secret only, `secretFile('client-id')`; Alertmanager's
   * configuration file does not take it from a file.
   */
  readonly clientId: string | SecretFile;
  /** Client secret. */
  readonly clientSecret?: SecretFile;
  /** Key of a certificate instead of a secret, for the grant type `urn:ietf:params:oauth:grant-type:jwt-bearer`. */
  readonly clientCertificateKey?: SecretFile;
  /** Id of the certificate key. */
  readonly clientCertificateKeyId?: string;
  /** Grant type. @default client_credentials */
  readonly grantType?: 'client_credentials' | 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  /** Signature algorithm of the assertion. @default RS256 */
  readonly signatureAlgorithm?: 'RS256' | 'RS384' | 'RS512';
  /** Issuer of the assertion. @default the client id */
  readonly iss?: string;
  /** Audience of the assertion. @default the token URL */
  readonly audience?: string;
  /** Further claims of the assertion. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Scopes of the token. */
  readonly scopes?: readonly string[];
  /** URL that issues tokens. */
  readonly tokenUrl: string;
  /** Further parameters of the token request. */
  readonly endpointParams?: Readonly<Record<string, string>>;
  /** TLS options of the token request. */
  readonly tlsConfig?: TlsConfig;
}

/** Values of an HTTP header; values in files are secrets. */
export interface HttpHeader {
  /** Literal values. */
  readonly values?: readonly string[];
  /** Files with values. */
  readonly files?: readonly SecretFile[];
}

/** HTTP client options: Alertmanager's `http_config`. At most one of `basicAuth`, `authorization` and `oauth2`. */
export interface HttpConfig extends ProxyConfig {
  /** HTTP basic authentication. */
  readonly basicAuth?: BasicAuth;
  /** The header `Authorization`. */
  readonly authorization?: Authorization;
  /** OAuth 2.0. */
  readonly oauth2?: OAuth2;
  /** TLS options. */
  readonly tlsConfig?: TlsConfig;
  /** Follows redirects. @default true */
  readonly followRedirects?: boolean;
  /** Uses HTTP/2 if the server supports it. @default true */
  readonly enableHttp2?: boolean;
  /** Headers of every request, by name. An AlertmanagerConfig has no such field. */
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
