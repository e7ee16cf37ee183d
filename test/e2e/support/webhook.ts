import { createServer } from 'node:http';

/** A server on loopback that receives notifications. */
export interface Webhook {
  readonly url: string;
  /** Bodies as JSON, oldest first. */
  readonly messages: readonly unknown[];
  close(): Promise<void>;
}

export async function startWebhook(): Promise<Webhook> {
  const messages: unknown[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    messages.push(JSON.parse(body));
    response.end('ok');
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address !== 'object') throw new Error('no port was given');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    messages,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
