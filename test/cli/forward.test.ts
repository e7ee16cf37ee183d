import { expect, test } from 'vitest';
import { forwardTo } from '../../src/cli/prometheus/forward.js';
import { serve } from '../support/prometheus-server.js';

async function ask(url: string, timeout = 10_000): Promise<{ status: number; error: string }> {
  const headers = { authorization: 'Bearer secret-token' };
  const signal = new AbortController().signal;
  const forward = forwardTo({ url: new URL(url), headers, timeout, signal });
  const { status, body } = await forward('query_range', new URLSearchParams({ query: 'up' }));
  return { status, error: JSON.parse(body).error };
}

test('a Prometheus that is slow or down gives a failed query with the reason', async () => {
  const server = await serve(() => undefined);
  const slow = await ask(server.url, 100);
  expect(slow).toEqual({
    status: 502,
    error: expect.stringMatching(/^127\.0\.0\.1:\d+: .*(timeout|within|0\.1)/),
  });
  await server.close();
  const away = await ask(server.url);
  expect(away.error).toMatch(/^127\.0\.0\.1:\d+: .*(refused|listens)/i);
});

test('a response that is too large or not from Prometheus is replaced by the reason', async () => {
  const large = await serve((_, response) => {
    for (let sent = 0; sent < 40; sent += 1) response.write(' '.repeat(1024 * 1024));
    response.end();
  });
  expect((await ask(large.url)).error).toMatch(/MB|MiB|bytes/);
  await large.close();
  const login = await serve((_, response) => response.end('<html>login</html>'));
  expect((await ask(login.url)).error).toContain('did not respond like Prometheus (status 200)');
  await login.close();
});
