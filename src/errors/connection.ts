const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection closed by the server',
  UND_ERR_SOCKET: 'connection closed by the server',
  ENOTFOUND: 'unknown host',
  EAI_AGAIN: 'the host name cannot be resolved at the moment',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'network unreachable',
};

/** https://fetch.spec.whatwg.org/#port-blocking: `fetch` connects to none of the ports on this list. */
const blockedPort =
  'this port belongs to another protocol, and HTTP clients do not connect to it: expected the port on which the server answers HTTP';

/** Why `fetch` has no connection: its own message is only `fetch failed`, the cause has the reason. */
export function connectionError(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (cause instanceof Error && cause.message === 'bad port') return blockedPort;
  return reasons[code] ?? (cause instanceof Error ? cause.message || code : String(cause));
}
