import { codeOf } from './caught.js';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection closed by the server',
  UND_ERR_SOCKET: 'connection closed by the server',
  ENOTFOUND: 'unknown host',
  EAI_AGAIN: 'the host name cannot be resolved at the moment',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'network unreachable',
};

/** Errors of TLS, https://nodejs.org/api/tls.html#x509-certificate-error-codes. */
const untrusted =
  'its certificate is not trusted: name the file with the certificate of its authority in the environment variable NODE_EXTRA_CA_CERTS';
const certificates: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet: is the clock of this machine right?',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is that of another host name',
  ERR_SSL_WRONG_VERSION_NUMBER:
    'it does not speak TLS on this port: is the URL http:// in place of https://?',
  ERR_SSL_PACKET_LENGTH_TOO_LONG:
    'it does not speak TLS on this port: is the URL http:// in place of https://?',
};

/** https://fetch.spec.whatwg.org/#port-blocking: `fetch` connects to none of the ports on this list. */
const blockedPort =
  'this port belongs to another protocol, and HTTP clients do not connect to it: expected the port on which the server answers HTTP';

function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : error;
}

const broken: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Whether a connection that there was has ended in the middle of a request: the next one may last. */
export function isBrokenConnection(error: unknown): boolean {
  return broken.has(codeOf(causeOf(error)) ?? '');
}

/** Why `fetch` has no connection: its own message is only `fetch failed`, the cause has the reason. */
export function connectionError(error: unknown): string {
  const cause = causeOf(error);
  const code = codeOf(cause) ?? '';
  if (cause instanceof Error && cause.message === 'bad port') return blockedPort;
  const known = reasons[code] ?? certificates[code];
  return known ?? (cause instanceof Error ? cause.message || code : String(cause));
}
