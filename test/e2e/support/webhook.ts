import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

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

/**
 * Asks until there is an answer.
 *
 * @param limit milliseconds after which it is an error
 * @throws Error that says what was waited for, and `state` then
 */
export async function eventually<Value>(
  what: string,
  limit: number,
  ask: () => Value | undefined | Promise<Value | undefined>,
  state: () => string | Promise<string> = () => '',
): Promise<Value> {
  const deadline = performance.now() + limit;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (performance.now() > deadline) {
      throw new Error(`${what}: not within ${limit} ms\n${await state()}`);
    }
    await pause(250);
  }
}
