import { afterAll, beforeAll, expect, test } from 'vitest';
import { webUrlFault } from '../../src/errors/web-url.js';
import { type Project, project, shopBundle } from '../support/project.js';

let shop: Project;
beforeAll(() => {
  shop = project({
    ...shopBundle(),
    'bad.txt': 'queue_length{queue="mail"} many\n',
    'empty.txt': '# nothing\n',
  });
});
afterAll(() => shop.remove());

const at = (): string[] => ['--definitions', shop.path('definitions')];

/** Each command that takes the address of a server, without it. */
const takers: readonly (readonly string[])[] = [
  ['backtest', '--prometheus'],
  ['export', '--bundle', 'shop', '--prometheus'],
  ['check', '--prometheus'],
  ['check', '--metrics'],
  ['metrics', 'shop', '--from'],
  ['push', '--grafana'],
  ['pull', '--grafana'],
];

test.each(takers.map((one) => [one.join(' '), one] as const))(
  '%s says why a port cannot be',
  async (_, taker) => {
    const blocked = await shop.run(...taker, 'http://127.0.0.1:6000', ...at());
    expect(blocked.code).toBe(2);
    expect(blocked.errors).toMatch(/127\.0\.0\.1:6000.*this port belongs to/);
    expect(blocked.errors).not.toContain('bad port');
    const large = await shop.run(...taker, 'http://127.0.0.1:99999', ...at());
    expect(large.code).toBe(2);
    expect(large.errors).toMatch(
      /such as http.*99999.*: expected a port from 1 to 65535|99999.*such as http.*: expected a port from 1 to/,
    );
  },
);

test.each([
  ['localhost:9090', 'http:// or https:// is missing'],
  ['prometheus.example.com', 'http:// or https:// is missing'],
  ['', 'it is empty'],
  ['ftp://localhost', 'expected http:// or https://, not ftp://'],
  ['http://', 'the host is missing'],
  ['http:///path', 'the host is missing'],
  ['http://:9090', 'the host is missing'],
  ['http://localhost:0', 'expected a port from 1 to 65535'],
  ['http://localhost:70000/api', 'expected a port from 1 to 65535'],
  ['http://localhost:abc', 'expected a port from 1 to 65535'],
  ['http://a b', 'expected a host name, or an address, with or without a port'],
  ['http://localhost:9090', undefined],
  ['HTTPS://prometheus.example.com/prefix?x=1', undefined],
  ['http://[::1]:9090', undefined],
  ['http://[::1]', undefined],
  ['http://user:password@localhost:9090', undefined],
])('%j as an address: %s', (text, fault) => {
  expect(webUrlFault(text)).toBe(fault);
});

test.each([
  ['7x', 'units are ms, s, m, h, d, w and y'],
  ['7', 'the unit is missing'],
  ['1.5h', '1.5h is 1h30m'],
  ['0s', 'longer than 0'],
  ['90y', 'not be longer than 10y'],
])('a duration %s is refused with examples', async (text, wrong) => {
  for (const [command = '', ...options] of [
    ['backtest', '--prometheus', 'http://127.0.0.1:9', '--since', text],
    ['backtest', '--prometheus', 'http://127.0.0.1:9', '--interval', text],
    ['export', '--prometheus', 'http://127.0.0.1:9', '--range', text],
    ['metrics', 'shop', '--from', 'http://127.0.0.1:9', '--since', text],
  ]) {
    const { code, errors } = await shop.run(command, ...options, ...at());
    expect(code).toBe(2);
    expect(errors).toContain('Expected a duration such as 30s, 5m, 1h30m or 7d:');
    expect(errors).toContain(wrong);
  }
});

test.each([
  ['check', '--metrics'],
  ['metrics', 'shop', '--from'],
])('%s %s: a page that is none is said with the file and line', async (...taker) => {
  const bad = await shop.run(...taker, shop.path('bad.txt'), ...at());
  expect(bad).toMatchObject({ code: 2 });
  expect(bad.errors).toContain(`${shop.path('bad.txt')}:1: the value is not a number`);
  expect(bad.errors).toContain('expected the text format of Prometheus or OpenMetrics, such as ');
  const empty = await shop.run(...taker, shop.path('empty.txt'), ...at());
  expect(empty.errors).toContain(`${shop.path('empty.txt')}: has no metrics: expected`);
});

test('findings on scenarios look as those of check do', async () => {
  const own = project({
    ...shopBundle(),
    'definitions/shop/scenarios/wrong.ts': `import { constant, scenario } from 'dashwright/testing';
import shop from '../bundle.js';
export default scenario('wrong', { alerts: Object.values(shop.alerts) as never })
  .inputSeries('queue_lenght{queue="mail"}', '1x10')
  .quietAt('5m');
`,
  });
  const ran = await own.run('test', '--definitions', own.path('definitions'));
  own.remove();
  expect(ran.errors).toMatch(
    /definitions\/shop\/scenarios\/wrong\.ts:\d+:\d+ error scenario\/[\w-]+ shop\/scenarios\/wrong\n {2}.*queue_lenght.*\n( {2}expected: .*\n)?/,
  );
  expect(ran.errors).toContain(' errors; dashwright explain <check> says more');
});
