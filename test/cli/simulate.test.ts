import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readExposition } from '../support/exposition.js';
import { type Project, project, shopBundle } from '../support/project.js';

const command = fileURLToPath(new URL('../../bin/dashwright.js', import.meta.url));
let shop: Project;
beforeEach(() => {
  shop = project({
    ...shopBundle(),
    'definitions/shop/scenarios/queue.ts': `import * as d from 'dashwright';
import * as testing from 'dashwright/testing';
import shop from '../bundle.js';
const { queue_length: length } = shop.options.metrics;
export default [
  testing.scenario('mail waits', { lasting: '10m' }).series(length, { queue: 'mail "a"\\n한글' }, testing.ramp(0, 600, '10m')),
  testing.scenario('nothing waits', { lasting: '10m' }).series(length, testing.constant(0)),
];
`,
  });
});
afterEach(() => shop.remove());

function run(...args: string[]) {
  return shop.run('simulate', '--bundle', 'shop', '--definitions', shop.path('definitions'), ...args);
}

/** Starts the command and waits until it prints its address. */
async function started(...args: string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(
    process.execPath,
    [command, 'simulate', '--bundle', 'shop', '--serve', '127.0.0.1:0', ...args],
    { cwd: shop.folder, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [text] = (await once(child.stdout, 'data')) as [Buffer];
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(text.toString()) ?? [];
  if (url === undefined) throw new Error(`it says ${text}`);
  return { child, url };
}

/** The response to a request with a given Host header, which `fetch` would not allow. */
async function askedAs(
  url: string,
  host: string,
  path = '/targets',
): Promise<{ status?: number; body: string }> {
  const request = get(`${url}${path}`, { headers: { host } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of response) body += chunk;
  return { body, ...(response.statusCode !== undefined && { status: response.statusCode }) };
}

describe('the Host header of a request', () => {
  it('must be a known name, and is never returned', async () => {
    const { child, url } = await started(
      '--scenario',
      'mail waits',
      '--allow-host',
      'shop.example',
      'Other.Example',
    );
    const ended = once(child, 'exit');
    const port = url.split(':').at(-1);
    try {
      for (const host of [
        'evil.example',
        `evil.example:${port}`,
        'localhost.evil.example',
        '127.0.0.1.evil.example',
        'a@localhost',
        'localhost/x',
        '"><script>',
        '127.0.0.1:99999',
        'xn--a',
      ]) {
        for (const path of ['/', '/metrics', '/targets']) {
          const { status, body } = await askedAs(url, host, path);
          expect([403, 400], host).toContain(status);
          expect(body).not.toContain(host);
          expect(body).not.toContain('mail');
        }
      }
      const names = [
        'localhost',
        `127.0.0.1:${port}`,
        `[::1]:${port}`,
        '10.0.0.7:80',
        'LOCALHOST:1',
        hostname(),
      ];
      for (const host of [...names, 'shop.example', `other.example:${port}`, 'host.docker.internal:9464']) {
        const { status, body } = await askedAs(url, host);
        expect(status, host).toBe(200);
        expect(JSON.parse(body)[0].targets).toEqual([new URL(`http://${host}`).host]);
      }
    } finally {
      child.kill();
      await ended;
    }
  });
});

describe('dashwright simulate', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('serves until %s', async (signal) => {
    const { child, url } = await started('--scenario', 'mail waits', '--speed', '60');
    const ended = once(child, 'exit');
    try {
      const response = await fetch(`${url}/metrics`);
      expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
      const [family] = readExposition(await response.text());
      expect(family).toMatchObject({
        name: 'queue_length',
        type: 'gauge',
        help: 'Waiting jobs.',
        samples: [{ labels: { queue: 'mail "a"\n한글' } }],
      });
      expect(await (await fetch(url)).text()).toContain('mail waits');
      expect(await (await fetch(`${url}/targets`)).json()).toMatchObject([{ targets: [url.slice(7)] }]);
      expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(405);
      expect(await (await fetch(`${url}/metrics`, { method: 'HEAD' })).text()).toBe('');
    } finally {
      child.kill(signal);
    }
    expect(await ended).toEqual([0, null]);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('has help', async () => {
    expect((await run('--help')).out).toMatch(
      /honor_labels.*Examples:\n {2}# [^\n]*\n {2}dashwright simulate/s,
    );
  });

  it('lists the scenarios', async () => {
    expect(await run()).toMatchObject({ code: 0, out: 'mail waits\nnothing waits\n', errors: '' });
  });

  it.each([
    [
      ['--scenario', 'print waits'],
      /no scenario "print waits" in shop; its scenarios are:\n {2}mail waits\n {2}nothing waits\n/,
    ],
    [['--bundle', 'bank'], /no bundle bank/],
    [
      ['--scenario', 'mail waits', '--serve', '0.0.0.0:9464'],
      /0\.0\.0\.0 can be reached from other machines.*--allow-remote/,
    ],
    [['--scenario', 'mail waits', '--serve', '[::]:9464'], /:: can be reached/],
    [['--serve', '127.0.0.1'], /an address and a port/],
    [['--serve', '127.0.0.1:70000'], /an address and a port/],
    [['--speed', '0'], /a number above 0/],
  ])('%j ends with 2', async (args, message) => {
    const ran = await run(...args);
    expect(ran.code).toBe(2);
    expect(ran.errors).toMatch(message);
  });

  it('reports a port that is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const ran = await run('--scenario', 'mail waits', '--serve', `127.0.0.1:${port}`);
    other.close();
    expect(ran).toMatchObject({
      code: 2,
      errors: `dashwright: cannot listen on 127.0.0.1:${port}: the port is in use: choose another, or 0 for any that is free\n`,
    });
  });
});
