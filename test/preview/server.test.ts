import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allowedHosts } from '../../src/cli/run/allowed-host.js';
import { type PreviewServer, servePreview } from '../../src/preview/index.js';

const asked: { path: string; parameters: string }[] = [];
let folder: string;
let server: PreviewServer;
let revision = 1;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dashwright-preview-'));
  const page = join(folder, 'page');
  mkdirSync(page);
  writeFileSync(join(page, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  mkdirSync(join(folder, 'page-of-another'));
  writeFileSync(join(folder, 'page-of-another/secret.txt'), 'secret');
  const allowed = allowedHosts(['127.0.0.1']);
  server = await servePreview({
    host: '127.0.0.1',
    port: 0,
    page,
    files: () => ({
      site: { bundles: [], findings: [], revision, live: true, watched: true, now: 0 },
      paths: ['data/site.json'],
      read: async (path) => (path === 'data/site.json' ? '{}' : undefined),
    }),
    allowed: (host) => allowed(host) !== undefined,
    forward: async (path, parameters) => {
      asked.push({ path, parameters: parameters.toString() });
      return { status: 200, body: '{"status":"success"}' };
    },
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Sends a path unchanged; fetch would normalise it. */
function send(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, path, method: options.method, headers: options.headers },
      (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => {
          body += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body, headers: answer.headers }));
      },
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };

test('serves the page and its data, with a Content-Security-Policy that allows nothing else', async () => {
  const page = await send('/');
  expect([page.status, page.body]).toEqual([200, '<!doctype html>']);
  expect(page.headers['content-security-policy']).toContain("default-src 'self'");
  expect(page.headers['x-content-type-options']).toBe('nosniff');
  expect((await send('/data/site.json')).body).toBe('{}');
  expect((await send('/', { method: 'HEAD' })).body).toBe('');
});

test('rejects other Host headers, because of DNS rebinding', async () => {
  for (const host of ['evil.example', 'evil.example:4100', 'localhost.evil.example']) {
    expect((await send('/data/site.json', { headers: { host } })).status, host).toBe(403);
  }
  for (const host of ['localhost:4100', '127.0.0.1']) {
    expect((await send('/data/site.json', { headers: { host } })).status, host).toBe(200);
  }
});

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fpage-of-another%2fsecret.txt',
  '/..%5csecret.txt',
  '//etc/passwd',
  '/data/../../secret.txt',
  '/%00',
  '/%',
])('serves nothing outside its folder: %s', async (path) => {
  const { status, body } = await send(path);
  expect([400, 404]).toContain(status);
  expect(body).not.toContain('secret');
});

describe('Prometheus', () => {
  test('receives queries, with query parameters only', async () => {
    const body = 'query=up&start=1&end=2&step=15&timeout=9999&dedup=false&match[]=x';
    const { status } = await send('/api/prometheus/query_range', { method: 'POST', headers: form, body });
    expect(status).toBe(200);
    expect(asked.splice(0)).toEqual([{ path: 'query_range', parameters: 'query=up&start=1&end=2&step=15' }]);
  });

  test.each([
    ['/api/prometheus/series', 405],
    ['/api/prometheus/admin/tsdb/delete_series', 405],
    ['/api/prometheus/query/../admin/tsdb/delete_series', 405],
    ['/api/prometheus/query_exemplars', 405],
  ])('is not queried with %s', async (path, expected) => {
    expect((await send(path, { method: 'POST', headers: form, body: 'query=up' })).status).toBe(expected);
    expect(asked.splice(0)).toEqual([]);
  });

  test('is not queried by other origins, by links, or with long requests', async () => {
    const foreign = { ...form, 'sec-fetch-site': 'cross-site' };
    const path = '/api/prometheus/query';
    expect((await send(path, { method: 'POST', headers: foreign, body: 'query=up' })).status).toBe(403);
    expect((await send(`${path}?query=up`)).status).toBe(405);
    const long = `query=${'u'.repeat(100_001)}`;
    expect((await send(path, { method: 'POST', headers: form, body: long })).status).toBe(413);
    expect(asked.splice(0)).toEqual([]);
  });
});

test('notifies open pages of changes', async () => {
  const answer = await fetch(`${server.url}/api/events`);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe('data: 1\n\n');
  revision = 2;
  server.changed();
  expect((await reader?.read())?.value).toBe('data: 2\n\n');
  await reader?.cancel();
});
