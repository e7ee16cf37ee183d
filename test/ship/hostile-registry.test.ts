import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Project, project, shopBundle } from '../support/project.js';
import { type Misbehave, type TestRegistry, testRegistry } from './registry.js';

const password = 'correct horse/battery+staple';
const basic = Buffer.from(`me:${password}`).toString('base64');
const ticket = 'ticket-of-the-right-service';
let shop: Project;
let registry: TestRegistry;
let thief: TestRegistry;

beforeAll(async () => {
  shop = project(shopBundle());
  expect(await shop.build()).toMatchObject({ code: 0, errors: '' });
});
afterAll(() => shop.remove());
beforeEach(() => {
  for (const name of ['HOME', 'DOCKER_CONFIG', 'HELM_CONFIG_HOME']) vi.stubEnv(name, shop.path('home'));
  vi.stubEnv('DASHWRIGHT_REGISTRY_USERNAME', 'me');
  vi.stubEnv('DASHWRIGHT_REGISTRY_PASSWORD', password);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await registry?.close();
  await thief?.close();
});

/** Requires authentication for any request, to obtain the credentials. */
const wantsLogin: (scheme: string) => Misbehave = (scheme) => (request, response) => {
  const realm =
    scheme === 'Basic' ? 'realm="all"' : `realm="http://${request.headers.host}/token",service="s"`;
  if (request.url?.startsWith('/token')) response.writeHead(200).end('{"token":"stolen"}');
  else response.writeHead(401, { 'www-authenticate': `${scheme} ${realm}` }).end();
  return true;
};

/** The right registry, which requires authentication too, and misbehaves halfway. */
function registryThat(misbehaves: Misbehave, scheme = 'Bearer'): Misbehave {
  return (request, response) => {
    const { authorization, host } = request.headers;
    if (request.url?.startsWith('/token')) {
      response.writeHead(authorization === `Basic ${basic}` ? 200 : 401).end(`{"token":"${ticket}"}`);
      return true;
    }
    const right = scheme === 'Basic' ? `Basic ${basic}` : `Bearer ${ticket}`;
    if (authorization === right) return misbehaves(request, response);
    const realm = scheme === 'Basic' ? 'realm="r"' : `realm="http://${host}/token",service="s"`;
    response.writeHead(401, { 'www-authenticate': `${scheme} ${realm}` }).end();
    return true;
  };
}

async function publish(misbehave: Misbehave) {
  registry = await testRegistry(misbehave);
  const ran = await shop.run('publish', `oci://${registry.host}/charts`, '--from', shop.path('dist'));
  const secrets = [
    password,
    encodeURIComponent(password),
    basic,
    ticket,
    JSON.stringify(password).slice(1, -1),
  ];
  for (const text of [ran.out, ran.errors]) {
    for (const secret of secrets) expect(text).not.toContain(secret);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be there
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/);
    expect(text).not.toMatch(/\n\s+at /);
  }
  return ran;
}
const to =
  (location: string, status = 307) =>
  (response: ServerResponse) =>
    Boolean(response.writeHead(status, { location }).end());
const is = (method: string, part: string) => (request: IncomingMessage) =>
  request.method === method && request.url?.includes(part) === true;

describe.each(['Basic', 'Bearer'])('the credentials (%s) are only sent to the registry', (scheme) => {
  const places: [string, (request: IncomingMessage) => boolean, number][] = [
    ['a manifest, found', is('GET', '/manifests/'), 302],
    ['a manifest, moved', is('GET', '/manifests/'), 301],
    ['a manifest, temporarily', is('GET', '/manifests/'), 307],
    ['a blob', is('HEAD', '/blobs/'), 307],
    ['the beginning of an upload', is('POST', '/uploads/'), 307],
    ['the beginning of an upload, for good', is('POST', '/uploads/'), 308],
    ['an upload', is('PUT', '/uploads/'), 307],
    ['a tag', is('PUT', '/manifests/'), 308],
  ];
  test.each(places)('if it redirects %s', async (_, at, status) => {
    thief = await testRegistry(wantsLogin(scheme));
    const ran = await publish(
      registryThat(
        (request, response) => at(request) && to(`http://${thief.host}/elsewhere`, status)(response),
        scheme,
      ),
    );
    expect(thief.requests.length).toBeGreaterThan(0);
    expect(thief.logins).toEqual([]);
    expect(thief.requests.filter((request) => request.includes('/token'))).toEqual([]);
    expect(ran.code).toBe(2);
    expect(ran.errors).toContain(`redirects to ${thief.host}`);
    expect(ran.errors).toContain(`credentials are sent to ${registry.host} only`);
  });

  test('if it returns another location for the upload', async () => {
    thief = await testRegistry(wantsLogin(scheme));
    const ran = await publish(
      registryThat(
        (request, response) =>
          is('POST', '/uploads/')(request) && to(`http://${thief.host}/uploads/1`, 202)(response),
        scheme,
      ),
    );
    expect(thief.requests.length).toBeGreaterThan(0);
    expect(thief.logins).toEqual([]);
    expect(ran).toMatchObject({ code: 2, errors: expect.stringContaining('are sent to') });
  });

  test('and an upload location without authentication is used without credentials', async () => {
    thief = await testRegistry();
    const ran = await publish(
      registryThat(
        (request, response) =>
          is('POST', '/uploads/')(request) && to(`http://${thief.host}/uploads/1`, 202)(response),
        scheme,
      ),
    );
    expect(ran).toMatchObject({ code: 0, errors: '' });
    expect(thief.requests.some((request) => request.startsWith('PUT'))).toBe(true);
    expect(thief.logins).toEqual([]);
  });
});

describe('the token service', () => {
  test('may be on another host, if the registry itself says so', async () => {
    thief = await testRegistry((request, response) => {
      const right = request.headers.authorization === `Basic ${basic}`;
      return Boolean(response.writeHead(right ? 200 : 401).end(`{"token":"${ticket}"}`));
    });
    const ran = await publish((request, response) => {
      if (request.headers.authorization === `Bearer ${ticket}`) return false;
      const challenge = `Bearer realm="http://${thief.host}/token",service="s"`;
      return Boolean(response.writeHead(401, { 'www-authenticate': challenge }).end());
    });
    expect(ran).toMatchObject({ code: 0, errors: '' });
  });

  test('does not pass on the credentials', async () => {
    thief = await testRegistry(wantsLogin('Basic'));
    const ran = await publish((request, response) => {
      if (request.url?.startsWith('/token')) return to(`http://${thief.host}/token`)(response);
      return registryThat(() => false)(request, response);
    });
    expect(thief.logins).toEqual([]);
    expect(ran).toMatchObject({ code: 2, errors: expect.stringContaining('credentials are not sent to it') });
  });

  const challenged =
    (realm: string): Misbehave =>
    (_, response) =>
      Boolean(response.writeHead(401, { 'www-authenticate': `Bearer realm="${realm}"` }).end());
  test.each([
    ['http://auth.example.com/token', 'without TLS'],
    ['file:///etc/passwd', 'a URL of file:'],
    ['data:application/json,{}', 'a URL of data:'],
    ['http://me:you@127.0.0.1/token', 'with credentials in the URL'],
    ['no address', 'rejects the login'],
  ])('is not requested at %s', async (realm, problem) => {
    const ran = await publish(challenged(realm));
    expect(ran).toMatchObject({ code: 2, errors: expect.stringContaining(problem) });
  });

  test.each([
    ['{"token":5}'],
    ['{"token":"two\\nlines"}'],
    ['{"token":""}'],
    ['[]'],
    ['null'],
    ['<html>'],
    [`{"token":"${password}`],
  ])('that responds with %s', async (answer) => {
    const ran = await publish((request, response) => {
      if (request.url?.startsWith('/token')) return Boolean(response.writeHead(200).end(answer));
      return registryThat(() => false)(request, response);
    });
    expect(ran).toMatchObject({ code: 2, errors: expect.stringContaining('without a token') });
  });
});

describe('messages of a registry', () => {
  const refusing = (message: string, scheme: string) =>
    registryThat((request, response) => {
      if (request.method !== 'POST') return false;
      const body = JSON.stringify({ errors: [{ code: 'DENIED', message }, { code: 7 }, null] });
      return Boolean(response.writeHead(400).end(body));
    }, scheme);

  test.each([
    ['the password', password],
    ['the login', `Basic ${basic}`],
    ['the login without its scheme', basic],
    ['the token', `authorization: Bearer ${ticket}`],
    [
      'the password in a URL',
      `https://me:${encodeURIComponent(password)}@example.com/?p=${encodeURIComponent(password)}`,
    ],
    ['the password as JSON', JSON.stringify({ password })],
    ['the password at the end of a long text', 'x'.repeat(295) + password],
  ])('do not contain %s', async (_, message) => {
    for (const scheme of message.includes(ticket) ? ['Bearer'] : ['Basic', 'Bearer']) {
      const ran = await publish(refusing(`you sent ${message}.`, scheme));
      await registry.close();
      expect(ran.code).toBe(2);
      expect(ran.errors).toContain('status 400');
      expect(ran.errors).not.toContain(password.slice(0, 10));
    }
  });

  test('cannot control the terminal', async () => {
    const ran = await publish(
      refusing('a\u001b]0;title\u0007\u001b[2J\u009b31m\r\nb\u202ec\u2028d\u0000\u200be', 'Basic'),
    );
    expect(ran.errors).toContain('a\\x1b]0;title\\x07\\x1b[2J\\x9b31m b\\u{202e}c');
    expect(ran.errors.trimEnd().split('\n')).toHaveLength(1);
  });

  test('are truncated', async () => {
    const ran = await publish(refusing('x'.repeat(50_000), 'Basic'));
    expect(ran.errors.length).toBeLessThan(600);
  });
});

describe('a registry that sends endless responses', () => {
  /** Sends a text again and again for as long as somebody reads; tells how much that was. */
  function endless(response: ServerResponse, piece: string): { sent: number } {
    const counter = { sent: 0 };
    response.writeHead(200);
    const chunk = piece.repeat(Math.ceil(65_536 / piece.length));
    const more = (): void => {
      while (!response.destroyed && counter.sent < 200_000_000) {
        counter.sent += chunk.length;
        if (!response.write(chunk)) {
          response.once('drain', more);
          return;
        }
      }
      response.end();
    };
    more();
    return counter;
  }

  test.each([
    ['a manifest', '/manifests/', 40_000_000],
    ['a token', '/token', 20_000_000],
  ])('is not read to the end: %s', async (_, part, most) => {
    let counter = { sent: 0 };
    const ran = await publish((request, response) => {
      if (!request.url?.includes(part)) return registryThat(() => false)(request, response);
      if (part !== '/token' && !request.headers.authorization)
        return registryThat(() => false)(request, response);
      counter = endless(response, '{"annotations": ');
      return true;
    });
    expect(ran).toMatchObject({ code: 2, errors: expect.stringMatching(/sends more than \d+ bytes/) });
    expect(counter.sent).toBeGreaterThan(0);
    expect(counter.sent).toBeLessThan(most);
  });

  test('redirects are limited', async () => {
    let asked = 0;
    const ran = await publish((request, response) => {
      asked += 1;
      return to(`${request.url}x`)(response);
    });
    expect(ran).toMatchObject({ code: 2, errors: expect.stringContaining('too many redirects') });
    expect(asked).toBeLessThan(10);
  });
});

test.each(['null', '[]', '5', '{"layers":5}', '{"layers":[null,1]}', '{"annotations":"x","layers":[]}'])(
  'a manifest that is %s is another one, or none',
  async (text) => {
    const ran = await publish(
      registryThat(
        (request, response) =>
          is('GET', '/manifests/')(request) && Boolean(response.writeHead(200).end(text)),
      ),
    );
    expect([1, 2]).toContain(ran.code);
    expect(ran.errors).toMatch(/no valid manifest|with different content/);
  },
);
