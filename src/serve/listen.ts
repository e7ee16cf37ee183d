import { createServer, type RequestListener } from 'node:http';
import { Mistake } from '../errors/mistake.js';

/** The server cannot listen on the address: the port is in use, or the machine does not have it. */
class ListenError extends Mistake {}

export interface ListeningServer {
  /** `http://127.0.0.1:9464`, without a slash at the end. */
  readonly url: string;
  /** Ends it with all its connections. */
  close(): Promise<void>;
}

/**
 * Starts a server.
 *
 * @param address Host, and port: 0 for any that is free.
 * @throws ListenError with the reason
 */
export async function listen(
  respond: RequestListener,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<ListeningServer> {
  const server = createServer(respond);
  const named = host.includes(':') ? `[${host}]` : host;
  await new Promise<void>((resolve, reject) => {
    server.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      reject(new ListenError(`cannot listen on ${named}:${port}: ${reasons[code ?? ''] ?? message}`));
    });
    server.listen({ host, port }, resolve);
  });
  const address = server.address();
  const chosen = address !== null && typeof address === 'object' ? address.port : port;
  return {
    url: `http://${named}:${chosen}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use: choose another, or 0 for any that is free',
  EACCES: 'the port needs administrator privileges: choose one from 1024 up',
  EADDRNOTAVAIL: 'this machine does not have this address',
  ENOTFOUND: 'unknown host',
};
