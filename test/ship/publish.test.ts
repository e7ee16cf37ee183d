import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseReference, tagOf } from '../../src/ship/oci/reference.js';
import { parseChallenge } from '../../src/ship/oci/token.js';
import { type Project, project, shopBundle } from '../support/project.js';
import { type Misbehave, type TestRegistry, testRegistry } from './registry.js';

const password = 'correct-horse-battery';
let shop: Project;
let registry: TestRegistry;

beforeAll(async () => {
  const { 'definitions/shop/bundle.ts': source } = shopBundle();
  shop = project({
    ...shopBundle(),
    'definitions/bank/bundle.ts': source
      .replaceAll("'shop'", "'bank'")
      .replace('{ QueueLong,', '{ BankQueueLong: QueueLong,'),
    'definitions/bank/runbooks/queue-long.md': '# Queue\n',
  });
  expect(await shop.build()).toMatchObject({ code: 0, errors: '' });
});
afterAll(() => shop.remove());
beforeEach(() => {
  for (const name of ['HOME', 'DOCKER_CONFIG', 'HELM_CONFIG_HOME']) vi.stubEnv(name, shop.path('home'));
  for (const name of ['USERNAME', 'PASSWORD']) vi.stubEnv(`DASHWRIGHT_REGISTRY_${name}`, undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await registry?.close();
});

async function publishTo(misbehave?: Misbehave, ...args: string[]) {
  registry = await testRegistry(misbehave);
  return publish(...args);
}
async function publish(...args: string[]) {
  const ran = await shop.run(
    'publish',
    `oci://${registry.host}/charts`,
    ...args,
    '--from',
    shop.path('dist'),
  );
  for (const text of [ran.out, ran.errors]) {
    expect(text).not.toContain(password);
    expect(text).not.toContain('secret-state');
    expect(text).not.toContain(Buffer.from(`me:${password}`).toString('base64'));
  }
  return ran;
}

describe('dashwright publish', () => {
  test('writes tags after all content', async () => {
    expect(await publishTo()).toMatchObject({
      code: 0,
      errors: '',
      out: 'bank 1.0.0: published\nshop 1.0.0: published\n',
    });
    expect([...registry.tags.keys()]).toEqual([
      '/v2/charts/bank/manifests/1.0.0',
      '/v2/charts/shop/manifests/1.0.0',
    ]);
    const firstTag = registry.requests.findIndex((request) => /^PUT .*manifests/.test(request));
    const lastBlob = registry.requests.findLastIndex((request) => /^PUT .*uploads/.test(request));
    expect(firstTag).toBeGreaterThan(lastBlob);
    const manifest = JSON.parse(registry.tags.get('/v2/charts/shop/manifests/1.0.0') ?? '');
    expect(manifest).toMatchObject({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: { mediaType: 'application/vnd.cncf.helm.config.v1+json' },
      layers: [{ mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip' }],
      annotations: { 'org.opencontainers.image.title': 'shop', 'org.opencontainers.image.version': '1.0.0' },
    });
  });

  test('accepts the same content again, and uploads nothing', async () => {
    await publishTo(undefined, 'shop');
    const sent = registry.requests.length;
    expect(await publish('shop')).toMatchObject({ code: 0, out: 'shop 1.0.0: already published\n' });
    expect(registry.requests.slice(sent).filter((request) => !request.startsWith('GET'))).toEqual([]);
  });

  test('accepts the same files from another commit', async () => {
    await publishTo(undefined, 'shop', '--revision', 'one');
    expect(await publish('shop', '--revision', 'two')).toMatchObject({
      code: 0,
      out: expect.stringContaining('already published'),
    });
  });

  test('rejects different content, and publishes none of the others', async () => {
    await publishTo(undefined, 'shop');
    const [before] = [...registry.tags.values()];
    const chart = shop.path('dist/helm/shop/README.md');
    const text = shop.output()['helm/shop/README.md'] ?? '';
    writeFileSync(chart, `${text}changed`);
    const ran = await publish();
    writeFileSync(chart, text);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.errors).toContain('has shop 1.0.0 with different content: increase the version');
    expect(ran.errors).toContain('nothing was published');
    expect([...registry.tags.values()]).toEqual([before]);
  });
});

const isUpload = (method: string | undefined, url: string | undefined) =>
  method === 'PUT' && url?.includes('/uploads/');

describe('a registry that fails', () => {
  test('is down', async () => {
    registry = await testRegistry();
    await registry.close();
    expect(await publish()).toMatchObject({
      code: 2,
      errors: expect.stringContaining('refuses connections'),
    });
  });

  test('disconnects halfway: nothing can be pulled', async () => {
    let uploads = 0;
    const ran = await publishTo(({ method, url, socket }) => {
      if (!isUpload(method, url)) return false;
      uploads += 1;
      if (uploads < 3) return false;
      socket.destroy();
      return true;
    });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.errors).toMatch(/closed the connection \(\w+\) while uploading shop 1\.0\.0/);
    expect(registry.tags.size).toBe(0);
  });

  test.each([
    [500, 'fails with status 500 while looking for bank 1.0.0'],
    [429, 'fails with status 429'],
  ])('responds with %s', async (status, message) => {
    const ran = await publishTo((_, response) => Boolean(response.writeHead(status).end('<html>')));
    expect(ran).toMatchObject({ code: 2, errors: expect.stringContaining(message) });
  });

  test('rejects the request, with a reason', async () => {
    const ran = await publishTo(({ method }, response) => {
      if (method !== 'POST') return false;
      response.writeHead(405).end('{"errors":[{"code":"UNSUPPORTED","message":"read only"}]}');
      return true;
    });
    expect(ran).toMatchObject({
      code: 2,
      errors: expect.stringContaining('status 405 while uploading bank 1.0.0: UNSUPPORTED: read only'),
    });
    expect(registry.tags.size).toBe(0);
  });

  test('has other content for the tag', async () => {
    const ran = await publishTo((_, response) => Boolean(response.writeHead(200).end('hello')));
    expect(ran).toMatchObject({ code: 2, errors: expect.stringContaining('no valid manifest') });
  });
});

/** Wants a login, by HTTP basic or by a token of a service. */
function locked(scheme: 'Basic' | 'Bearer'): Misbehave {
  const right = `Basic ${Buffer.from(`me:${password}`).toString('base64')}`;
  return ({ url, headers }, response) => {
    const host = headers.host ?? '';
    if (url?.startsWith('/token')) {
      const allowed = headers.authorization === right;
      response.writeHead(allowed ? 200 : 401).end(allowed ? '{"token":"ticket"}' : '');
      return true;
    }
    if (headers.authorization === (scheme === 'Basic' ? right : 'Bearer ticket')) return false;
    const realm = scheme === 'Basic' ? 'realm="r"' : `realm="http://${host}/token",service="s",scope="a:b,c"`;
    response.writeHead(401, { 'www-authenticate': `${scheme} ${realm}` }).end();
    return true;
  };
}

describe.each(['Basic', 'Bearer'] as const)('a registry with authentication (%s)', (scheme) => {
  const login = (file: string, content: unknown) => {
    mkdirSync(shop.path('home/registry'), { recursive: true });
    writeFileSync(shop.path('home', file), JSON.stringify(content));
  };
  afterEach(() => {
    login('config.json', {});
    login('registry/config.json', {});
  });
  const auth = (secret: string) => ({ auth: Buffer.from(`me:${secret}`).toString('base64') });

  test('reports missing credentials', async () => {
    const ran = await publishTo(locked(scheme));
    expect(ran).toMatchObject({ code: 2, errors: expect.stringContaining('requires authentication') });
  });

  test.each(['config.json', 'registry/config.json'])('uses the credentials in %s', async (file) => {
    registry = await testRegistry(locked(scheme));
    login(file, { auths: { [registry.host]: auth(password) } });
    expect(await publish()).toMatchObject({ code: 0, errors: '' });
  });

  test('uses credentials from the environment', async () => {
    vi.stubEnv('DASHWRIGHT_REGISTRY_USERNAME', 'me');
    vi.stubEnv('DASHWRIGHT_REGISTRY_PASSWORD', password);
    expect(await publishTo(locked(scheme))).toMatchObject({ code: 0, errors: '' });
  });

  test('uses a credential helper', async () => {
    registry = await testRegistry(locked(scheme));
    const helper = shop.path('home/docker-credential-mine');
    mkdirSync(shop.path('home'), { recursive: true });
    writeFileSync(helper, `#!/bin/sh\nread -r host\necho '{"Username":"me","Secret":"${password}"}'\n`);
    chmodSync(helper, 0o755);
    vi.stubEnv('PATH', `${shop.path('home')}:${process.env.PATH}`);
    login('config.json', { credHelpers: { [registry.host]: 'mine' } });
    expect(await publish()).toMatchObject({ code: 0, errors: '' });
  });

  test('reports expired credentials, and where they are from', async () => {
    registry = await testRegistry(locked(scheme));
    login('config.json', { auths: { [registry.host]: auth('expired') } });
    const ran = await publish();
    expect(ran).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/rejects the login from .*config\.json .*Log in again/),
    });
    expect(registry.tags.size).toBe(0);
  });

  test('does not print the content of a damaged credentials file', async () => {
    registry = await testRegistry(locked(scheme));
    mkdirSync(shop.path('home'), { recursive: true });
    writeFileSync(shop.path('home/config.json'), `{"auths": ${password}`);
    expect(await publish()).toMatchObject({ code: 2, errors: expect.stringContaining('it is not JSON') });
  });
});

test('does not send credentials to the upload host', async () => {
  const other = await testRegistry();
  vi.stubEnv('DASHWRIGHT_REGISTRY_USERNAME', 'me');
  vi.stubEnv('DASHWRIGHT_REGISTRY_PASSWORD', password);
  const lock = locked('Basic');
  const ran = await publishTo((request, response) => {
    if (lock(request, response)) return true;
    if (request.method !== 'POST') return false;
    response.writeHead(202, { location: `http://${other.host}/uploads/1` }).end();
    return true;
  });
  await other.close();
  expect(ran).toMatchObject({ code: 0, errors: '' });
  expect(other.requests.length).toBeGreaterThan(0);
  expect(other.logins).toEqual([]);
});

describe('references to a registry', () => {
  test.each([
    [
      'oci://registry.example.com/a/b',
      { host: 'registry.example.com', path: 'a/b', origin: 'https://registry.example.com' },
    ],
    ['oci://localhost:5000', { host: 'localhost:5000', path: '', origin: 'http://localhost:5000' }],
    ['oci://127.0.0.1:5000/charts/', { path: 'charts', origin: 'http://127.0.0.1:5000' }],
    ['oci://localhost.example.com/a', { origin: 'https://localhost.example.com' }],
  ])('%s', (reference, expected) => {
    expect(parseReference(reference)).toMatchObject(expected);
  });

  test.each(['https://a/b', 'oci://', 'oci://a/B', 'oci://a/b:1', 'oci://a/../b', 'oci://a//b'])(
    '%s is none',
    (reference) => {
      expect(() => parseReference(reference)).toThrow(/registry|path/);
    },
  );

  test('a password in a reference is not printed', () => {
    expect(() => parseReference(`oci://me:${password}@a/b`)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(password) }),
    );
  });

  test('versions become tags as in Helm', () => {
    expect(tagOf('1.2.3+build.7')).toBe('1.2.3_build.7');
  });

  test('challenges', () => {
    expect(parseChallenge('Bearer realm="https://a/token",service="a",scope="x:y:pull,push"')).toEqual({
      scheme: 'bearer',
      parameters: { realm: 'https://a/token', service: 'a', scope: 'x:y:pull,push' },
    });
    expect(parseChallenge('Negotiate')).toBeUndefined();
  });
});
