import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declarationPaths } from '../support/declarations.js';
import { everything } from '../support/sample.js';

/** The most frequent mistakes, one per line, and what the message of the compiler says. */
const mistakes: Readonly<
  Record<
    string,
    {
      readonly code: string;
      readonly says: readonly string[];
      /** @default 3 */
      readonly lines?: number;
      /** Of TypeScript 5, which lists all ways to call a function, where TypeScript 7 names the nearest. @default lines */
      readonly older?: number;
    }
  >
> = {
  'a misspelt label': {
    code: "d.sum(d.rate(m.http_requests_total), { by: ['modle'] });",
    says: [`'"modle"' is not assignable to type '`, `Did you mean '"model"'?`],
  },
  'a misspelt metric': {
    code: 'd.rate(m.http_request_total);',
    says: ["'http_request_total' does not exist", "Did you mean 'http_requests_total'?"],
  },
  'a gauge under rate': {
    code: 'd.rate(m.queue_length);',
    says: ["'Gauge<", "'a counter is needed: for a gauge use delta(), deriv() or avgOverTime()'"],
  },
  'an expression under rate': {
    code: 'd.rate(d.sum(m.http_requests_total));',
    says: [
      "'RateFirst<",
      "'the rate first, as in sum(rate(counter)); or asCounter(…), if the expression only",
    ],
  },
  'a name under rate': {
    code: "d.rate('http_requests_total');",
    says: ["'string' is not assignable to parameter of type 'CounterOfCatalog<"],
  },
  'an expression in a comparison': {
    code: 'd.above(d.sum(d.rate(m.http_requests_total)), 5);',
    says: ["'wrap the expression: signal({ title, description, expr })'"],
    // The compiler first says that there are several ways to call it.
    lines: 4,
    older: 10,
  },
  'a metric in a comparison': {
    code: 'd.below(m.queue_length, 5);',
    says: ["'wrap the expression: signal({ title, description, expr })'"],
    lines: 4,
    older: 10,
  },
  'an expression on a panel': {
    code: "d.panel.stat({ title: 'A', show: d.rate(m.http_requests_total) });",
    says: ["'ExpressionInSignal'", "'wrap the expression: signal({ title, description, expr })'"],
  },
  'a list of metrics on a panel': {
    code: "d.panel.stat({ title: 'A', show: [m.queue_length] });",
    says: ["'ExpressionInSignal'", "'wrap the expression: signal({ title, description, expr })'"],
  },
  'an object of expressions on a panel': {
    code: "d.panel.stat({ title: 'A', show: { a: d.rate(m.http_requests_total) } });",
    says: ["'ExpressionInSignal'", "'wrap the expression: signal({ title, description, expr })'"],
  },
  'the options of a signal on a panel': {
    code: "d.panel.stat({ title: 'A', show: { expr: d.rate(m.http_requests_total) } });",
    says: ["'ExpressionInSignal'", "'wrap the expression: signal({ title, description, expr })'"],
    // A query has a property with this name too, and the compiler first reports its type.
    lines: 4,
  },
  'a list of the options of a signal': {
    code: "d.panel.stat({ title: 'A', show: [{ expr: d.rate(m.http_requests_total) }] });",
    says: ["'ExpressionInSignal'", "'wrap the expression: signal({ title, description, expr })'"],
  },
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const prelude = `import * as d from 'dashwright';
const m = d.catalog({
  http_requests_total: d.counter({ help: 'Requests.', labels: { model: ['a'], status: ['ok'] } }),
  queue_length: d.gauge({ help: 'Jobs.', labels: { queue: ['a'] } }),
});
`;
const firstLine = prelude.split('\n').length;

// The newest version of each supported release line; the older one takes seconds.
const compilers = [['TypeScript 7', 'typescript'], ...(everything ? [['TypeScript 5', 'typescript5']] : [])];

describe.each(compilers)('%s explains', (_, compiler = '') => {
  let folder: string;
  let output: string;
  beforeAll(() => {
    mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
    folder = mkdtempSync(join(root, 'node_modules/.cache/frequent-'));
    const lines = Object.values(mistakes).map(({ code }, index) => `export const e${index} = ${code}`);
    writeFileSync(join(folder, 'mistakes.ts'), `${prelude}${lines.join('\n')}\n`);
    const config = {
      extends: '../../../tsconfig.json',
      compilerOptions: { paths: declarationPaths(), types: [] },
      include: ['mistakes.ts'],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const bin = join(root, 'node_modules', compiler, 'bin/tsc');
    output = spawnSync(process.execPath, [bin, '-p', folder, '--pretty', 'false'], {
      encoding: 'utf8',
    }).stdout;
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Object.keys(mistakes))('%s in few lines', (name) => {
    const line = firstLine + Object.keys(mistakes).indexOf(name);
    const message = output.split(/^(?=\S)/m).filter((text) => text.includes(`mistakes.ts(${line},`));
    expect(message, output).toHaveLength(1);
    const { says = [], lines = 3, older = lines } = mistakes[name] ?? {};
    const most = compiler === 'typescript' ? lines : older;
    expect(message[0]?.trimEnd().split('\n').length).toBeLessThanOrEqual(most);
    for (const words of says) expect(message[0]).toContain(words);
  });

  it('and reports nothing else', () => {
    expect(output.match(/error TS/g)).toHaveLength(Object.keys(mistakes).length);
  });
});
