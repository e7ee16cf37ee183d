import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readRecords } from '../support/csv.js';
import { type Project, project, shopBundle } from '../support/project.js';
import { type Seen, sendJson, sendMatrix, serve, type TestServer } from '../support/prometheus-server.js';

const command = fileURLToPath(new URL('../../bin/dashwright.js', import.meta.url));
let shop: Project;
let server: TestServer | undefined;
beforeEach(() => {
  shop = project(shopBundle());
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  shop.remove();
});

const hour = ['--range', '1h', '--step', '15m', '--end', '2026-03-01T00:00:00Z'];
type AnswerTo = (seen: Seen, response: ServerResponse) => void;

async function exported(answer: AnswerTo, ...args: string[]) {
  server = await serve(answer);
  return run(server.url, ...hour, ...args);
}
function run(url: string, ...args: string[]) {
  const definitions = shop.path('definitions');
  return shop.run('export', '--prometheus', url, '--bundle', 'shop', '--definitions', definitions, ...args);
}
const queues: AnswerTo = (seen, response) =>
  sendMatrix(seen, response, [
    { metric: { queue: 'mail' }, value: () => '3' },
    { metric: { queue: 'a "b",\n한글' }, value: (at) => (at % 3600 === 0 ? '4.5' : undefined) },
  ]);
/** Names of the files next to the definitions. */
const left = () => readdirSync(shop.folder).filter((name) => name !== 'definitions');

describe('dashwright export', () => {
  it('writes the signals to standard output', async () => {
    const { code, out, errors } = await exported(queues);
    expect(errors).toBe('');
    expect(code).toBe(0);
    const rows = readRecords(out);
    expect(rows.slice(0, 2)).toEqual([
      {
        timestamp: '2026-02-28T23:15:00Z',
        signal: 'Queue length',
        unit: 'short',
        queue: 'mail',
        other_labels: '',
        value: '3',
      },
      expect.objectContaining({ timestamp: '2026-02-28T23:30:00Z' }),
    ]);
    expect(rows.filter(({ queue }) => queue === 'a "b",\n한글')).toHaveLength(2);
    expect(server?.requests.map(({ path, query }) => [path, query])).toEqual([
      ['/api/v1/query_range', 'max by (queue) (queue_length)'],
      ['/api/v1/query_range', 'sum(rate(requests_total[5m]))'],
    ]);
  });

  it('writes a complete file, reproducibly, and prints a summary', async () => {
    const file = shop.path('a.csv');
    const { code, out, errors } = await exported(queues, '--out', file);
    expect([code, out, errors]).toEqual([0, `shop: 10 samples in ${file}\n`, '']);
    const text = readFileSync(file, 'utf8');
    await run(server?.url ?? '', ...hour, '--out', file);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(left()).toEqual(['a.csv']);
  });

  it('supports a path prefix of the API, and sends long expressions in the request body', async () => {
    const many = `promql\`sum(requests_total{job=~"${'x'.repeat(5000)}"})\``;
    shop.write(
      shopBundle({
        panels: `d.panel.stat({ title: 'L', show: d.signal({ title: 'L', expr: d.${many} }) }),`,
      }),
    );
    server = await serve(queues);
    expect(await run(`${server.url}/prometheus/`, ...hour)).toMatchObject({ code: 0 });
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /prometheus/api/v1/query_range',
      'GET /prometheus/api/v1/query_range',
      'POST /prometheus/api/v1/query_range',
    ]);
    expect(server.requests[2]?.query).toHaveLength(5000 + 'sum(requests_total{job=~""})'.length);
  });

  it('reports that there is no data, and writes only the header', async () => {
    const { code, out, errors } = await exported((seen, response) => sendMatrix(seen, response, []));
    expect(code).toBe(0);
    expect(out).toBe('timestamp,signal,unit,queue,other_labels,value\n');
    expect(errors).toBe(
      'dashwright: no data from 2026-02-28T23:15:00Z to 2026-03-01T00:00:00Z: none of the 2 signals has a sample\n',
    );
  });

  it('reports signals without data, and warnings of Prometheus', async () => {
    const { out, errors } = await exported((seen, response) => {
      if (seen.query.startsWith('max')) return queues(seen, response);
      const data = { resultType: 'matrix', result: [] };
      sendJson(response, 200, { status: 'success', data, warnings: ['partial response'] });
    });
    expect(readRecords(out)).toHaveLength(5);
    expect(errors).toMatch(
      /no data for 1 of 2 signals: Requests\n.*warning of Prometheus: partial response\n/s,
    );
  });

  it('requests smaller ranges if there are too many samples', async () => {
    const { code, out } = await exported((seen, response) => {
      if (seen.end - seen.start <= 900) return queues(seen, response);
      sendJson(response, 422, {
        status: 'error',
        errorType: 'execution',
        error: 'query processing would load too many samples into memory',
      });
    });
    expect(code).toBe(0);
    expect(readRecords(out)).toHaveLength(10);
  });

  it('writes nothing that a spreadsheet would execute', async () => {
    const formulas = ['=1+1', '+1+A1', '-1+A1', '@SUM(A1)', '\t=1', '\r=1', '\uff1d1+1'];
    const { out } = await exported((seen, response) =>
      sendMatrix(
        seen,
        response,
        formulas.map((queue) => ({ metric: { queue, extra: queue }, value: () => '-3' })),
      ),
    );
    const rows = readRecords(out);
    expect([...new Set(rows.map(({ queue }) => queue ?? ''))].sort()).toEqual(
      formulas.map((formula) => `'${formula}`).sort(),
    );
    for (const { value, other_labels: others } of rows) {
      expect(value).toBe('-3');
      expect(others).toMatch(/^\{/);
    }
  });

  it('has help', async () => {
    const { out } = await shop.run('export', '--help');
    expect(out).toMatch(
      /Columns: timestamp.*DASHWRIGHT_PROMETHEUS_TOKEN.*Examples:\n {2}# [^\n]*\n {2}dashwright export/s,
    );
  });

  it('exits without an error when the reader of the pipe is gone', async () => {
    server = await serve(queues);
    const child = spawn(
      'sh',
      ['-c', `"$@" --range 7d --step 1s | head -n 1`, 'sh', process.execPath, command, 'export'].concat(
        '--prometheus',
        server.url,
        '--bundle',
        'shop',
        '--definitions',
        shop.path('definitions'),
      ),
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
    });
    child.stderr.on('data', (text) => {
      said += text;
    });
    await once(child, 'close');
    expect(said).toBe('timestamp,signal,unit,queue,other_labels,value\n');
  });
});

describe('interrupted', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s finds no half of a file', async (signal) => {
    let child: ChildProcess | undefined;
    // The second request is never answered, so half of the file is written by then.
    server = await serve((seen, response) => {
      if (seen.query.startsWith('max')) queues(seen, response);
      else child?.kill(signal);
    });
    const args = ['export', '--prometheus', server.url, '--bundle', 'shop', '--out', 'a.csv'];
    child = spawn(process.execPath, [command, ...args], {
      cwd: shop.folder,
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    let errors = '';
    child.stderr?.on('data', (text) => {
      errors += text;
    });
    expect(await once(child, 'close')).toEqual([2, null]);
    expect(errors).toBe(`dashwright: Prometheus at ${server.host}: stopped\n`);
    expect(left()).toEqual([]);
  });
});

describe('authentication', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each([
    [{ DASHWRIGHT_PROMETHEUS_TOKEN: 'abc\n' }, 'Bearer abc'],
    [
      { DASHWRIGHT_PROMETHEUS_USER: 'me', DASHWRIGHT_PROMETHEUS_PASSWORD: '비밀' },
      `Basic ${Buffer.from('me:비밀').toString('base64')}`,
    ],
  ])('comes from the environment %#', async (variables, authorization) => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    await exported(queues);
    expect(server?.requests[0]?.headers.authorization).toBe(authorization);
  });

  it('comes from a file, which takes precedence over the environment', async () => {
    vi.stubEnv('DASHWRIGHT_PROMETHEUS_TOKEN', 'other');
    shop.write({ headers: '# mine\nAuthorization: Bearer own\n\nX-Scope-OrgID: team-1\n' });
    await exported(queues, '--header-file', shop.path('headers'));
    expect(server?.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer own',
      'x-scope-orgid': 'team-1',
    });
  });

  it('is never printed: a mistake in the file is reported with its name, not its content', async () => {
    shop.write({ headers: 'Authorization: Bearer a\nBearer s3cret\n' });
    const { code, errors } = await exported(queues, '--header-file', shop.path('headers'));
    expect(code).toBe(2);
    expect(errors).toMatch(/line 2 of .*headers is not "Name: value"/);
    expect(errors).not.toContain('s3cret');
  });

  it('is not printed even if the server returns it, nor are control characters', async () => {
    vi.stubEnv('DASHWRIGHT_PROMETHEUS_USER', 'me');
    vi.stubEnv('DASHWRIGHT_PROMETHEUS_PASSWORD', 's3cret/word');
    const login = Buffer.from('me:s3cret/word').toString('base64');
    const echo = `Basic ${login} s3cret/word s3cret%2Fword \u001b[2J\u202e`;
    const answers: AnswerTo[] = [
      (_, response) => sendJson(response, 400, { status: 'error', errorType: 'bad_data', error: echo }),
      (_, response) => response.writeHead(500).end('x'.repeat(70) + echo),
      (_, response) => response.writeHead(200).end('x'.repeat(70) + echo),
      (_, response) => response.writeHead(302, { location: `https://me:s3cret%2Fword@x/?${login}` }).end(),
      (_, response) =>
        sendJson(response, 200, {
          status: 'success',
          data: { resultType: 'matrix', result: [] },
          warnings: [echo],
        }),
    ];
    for (const answer of answers) {
      const { errors } = await exported(answer);
      await server?.close();
      expect(errors).not.toMatch(/s3cret/);
      expect(errors).not.toContain(login.slice(0, 12));
      for (const character of ['\u001b', '\u202e']) expect(errors).not.toContain(character);
      expect(errors).toMatch(/Prometheus/);
    }
  });

  it('is never an argument', async () => {
    const { code, errors } = await run('http://me:s3cret@127.0.0.1:9090');
    expect(code).toBe(2);
    expect(errors).toMatch(/every user of this machine can see/);
    expect(errors).not.toContain('s3cret');
  });
});

describe('errors exit with code 2, name the host and the reason, and leave no file', () => {
  const status = (code: number, body: string, headers = {}): AnswerTo => {
    return (_, response) => response.writeHead(code, headers).end(body);
  };
  const refused = (error: string) => JSON.stringify({ status: 'error', errorType: 'bad_data', error });
  const cases: [string, AnswerTo, RegExp][] = [
    ['401', status(401, 'Unauthorized'), /it responds with 401 Unauthorized: "Unauthorized"; credentials/],
    [
      '403',
      status(403, '<p>no\n entry'),
      /it responds with 403 Forbidden: "<p>no entry"; the credentials have no permission/,
    ],
    ['404', status(404, ''), /it responds with 404 Not Found: nothing; does the URL need a path/],
    [
      '400 of Prometheus',
      status(400, refused('parse error')),
      /the signal Queue length .400 Bad Request.: bad_data: parse error/,
    ],
    [
      '503 of Prometheus',
      status(503, refused('query timed out')),
      /503 Service Unavailable.*query timed out/,
    ],
    [
      '502 of a proxy',
      status(502, '<html>bad gateway'),
      /it responds with 502 Bad Gateway: "<html>bad gateway"/,
    ],
    [
      'a login page',
      status(302, '', { location: 'https://login/' }),
      /it redirects \(302 Found\): "https:\/\/login/,
    ],
    [
      'a redirect with a password of its own',
      status(302, '', { location: 'https://me:hunter2@login/?next=a@b' }),
      /it redirects \(302 Found\): "https:\/\/…@login\/\?next=a@b"/,
    ],
    [
      'a web page',
      status(200, '<!DOCTYPE html><title>Hi'),
      /not a Prometheus server: it sends "<!DOCTYPE html>/,
    ],
    [
      'other JSON',
      status(200, '{"ok":true}'),
      /not a Prometheus server: its JSON is not a response of the API/,
    ],
    [
      'a vector',
      status(200, '{"status":"success","data":{"resultType":"vector","result":[]}}'),
      /"vector" instead of a matrix/,
    ],
    [
      'half an answer',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('{"status"');
        setTimeout(() => response.destroy(), 20);
      },
      /not reachable: connection closed by the server/,
    ],
    ...[
      '[1e300,"1"]',
      '[-1e300,"1"]',
      '[1,"1,=1+1"]',
      '[1,""]',
      '[null,"1"]',
      '["1","1"]',
      '[1,1]',
      'null',
    ].map((sample): [string, AnswerTo, RegExp] => [
      `a sample ${sample}`,
      status(
        200,
        `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[${sample}]}]}}`,
      ),
      /not a Prometheus server: a sample is /,
    ]),
    [
      'a label that is a number',
      status(
        200,
        '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":1},"values":[]}]}}',
      ),
      /a label is not a string/,
    ],
  ];
  it.each(cases)('%s', async (_, answer, message) => {
    const ran = await exported(answer, '--out', shop.path('a.csv'), '--timeout', '2m');
    expect(ran.code).toBe(2);
    expect(ran.errors).toMatch(message);
    expect(ran.errors).toContain(`Prometheus at ${server?.host}: `);
    expect(left()).toEqual([]);
  });

  it('no answer', async () => {
    const ran = await exported(() => undefined, '--out', shop.path('a.csv'), '--timeout', '200ms');
    expect(ran).toMatchObject({ code: 2, errors: expect.stringContaining('no response within 0.2 s') });
    expect(ran.errors).toContain(`Prometheus at ${server?.host}: `);
    expect(left()).toEqual([]);
  });

  it('a port on which nothing listens', async () => {
    const gone = await serve(queues);
    await gone.close();
    const ran = await run(gone.url, ...hour, '--out', shop.path('a.csv'));
    expect(ran).toMatchObject({
      code: 2,
      errors: `dashwright: Prometheus at ${gone.host}: not reachable: connection refused\n`,
    });
    expect(left()).toEqual([]);
  });

  it('the previous file is kept if the download fails halfway', async () => {
    shop.write({ 'a.csv': 'before' });
    const ran = await exported(
      (seen, response) => (seen.query.startsWith('max') ? queues(seen, response) : response.destroy()),
      '--out',
      shop.path('a.csv'),
    );
    expect(ran.code).toBe(2);
    expect(left()).toEqual(['a.csv']);
    expect(readFileSync(shop.path('a.csv'), 'utf8')).toBe('before');
  });

  it.each([
    ['no URL', 'localhost:9090', [], /takes a URL such as/],
    ['no such folder', 'http://127.0.0.1:1', ['--out', '/nowhere/a.csv'], /cannot write \/nowhere\/a\.csv/],
    [
      'a range of nothing',
      'http://127.0.0.1:1',
      ['--range', '0s'],
      /such as 30s, 5m, 1h30m or 7d: it must be longer than 0/,
    ],
    ['no duration', 'http://127.0.0.1:1', ['--step', 'often'], /Expected a duration such as .*units are/],
    ['a range without an end', 'http://127.0.0.1:1', ['--range', '99999y'], /it must not be longer than 10y/],
    ['a step without an end', 'http://127.0.0.1:1', ['--step', '99999y'], /it must not be longer than 10y/],
    ['a window without an end', 'http://127.0.0.1:1', ['--window', '300y'], /it must not be longer than 10y/],
    ['a wait without an end', 'http://127.0.0.1:1', ['--timeout', '50d'], /it must not be longer than 1d/],
    [
      'too many times',
      'http://127.0.0.1:1',
      ['--range', '10y', '--step', '1ms'],
      /--range at this --step has/,
    ],
    ['no time', 'http://127.0.0.1:1', ['--end', 'yesterday'], /2026-03-01T00:00:00Z/],
    ['another format', 'http://127.0.0.1:1', ['--format', 'xml'], /csv/],
    ['another bundle', 'http://127.0.0.1:1', ['--bundle', 'bank'], /no bundle bank.*there is shop/],
  ])('%s', async (_, url, args, message) => {
    const ran = await run(url, ...args);
    expect(ran.code).toBe(2);
    expect(ran.errors).toMatch(message);
  });
});
