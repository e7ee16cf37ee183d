import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as dashwright from 'dashwright';
import * as testing from 'dashwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declarationPaths } from '../support/declarations.js';
import * as context from './example-context.js';

/**
 * Mistakes that must be errors in the editor, with the words of the compiler's message that name the
 * mistake.
 */
const mistakes: Readonly<Record<string, { readonly code: string; readonly says: readonly RegExp[] }>> = {
  'rate of a gauge': { code: 'd.rate(m.lag);', says: [/gauge/, /counter/] },
  'increase of a gauge named _total': { code: "d.increase(m.orphan_queue_total, '5m');", says: [/gauge/] },
  'delta of a counter': { code: 'd.delta(m.calls_total);', says: [/counter/, /gauge/] },
  'by of a misspelt label': {
    code: "d.sum(d.rate(m.calls_total), { by: ['modle'] });",
    says: [/"modle"/, /model/],
  },
  'by of a label of another metric': {
    code: "d.sum(d.rate(m.calls_total), { by: ['topic'] });",
    says: [/"topic"/],
  },
  'by of a label that an aggregation removed': {
    code: "d.max(d.sum(d.rate(m.calls_total), { by: ['model'] }), { by: ['status'] });",
    says: [/"status"/, /"model"/],
  },
  'without of a label that is not there': {
    code: "d.sum(m.lag, { without: ['model'] });",
    says: [/"model"/, /"topic"/],
  },
  'histogramQuantile grouped by a label that the histogram lacks': {
    code: "d.histogramQuantile(0.9, m.took, { by: ['topic'] });",
    says: [/"topic"/, /node_id/],
  },
  'histogramQuantile over buckets that lost le': {
    code: "d.histogramQuantile(0.9, d.sum(d.rate(m.took.bucket), { by: ['node_id'] }));",
    says: [/le/],
  },
  'histogramQuantile of a counter': { code: 'd.histogramQuantile(0.9, m.calls_total);', says: [/counter/] },
  'a ratio of sides with different labels': {
    code: "d.ratio(d.sum(d.rate(m.calls_total), { by: ['model'] }), d.sum(d.rate(m.calls_total)));",
    says: [/add on or ignoring/, /"(model|topic)"/],
  },
  'matching on a label that one side lacks': {
    code: "d.div(d.sum(d.rate(m.calls_total), { by: ['model', 'status'] }), d.sum(d.rate(m.calls_total), { by: ['model'] }), { on: ['status'] });",
    says: [/"status"/, /"model"/],
  },
  'a raw series over an aggregate without on': {
    code: 'd.div(m.lag, d.sum(m.lag));',
    says: [/add on or ignoring/, /"(model|topic)"/],
  },
  'and of sides with different labels': {
    code: 'd.and(m.lag, d.max(m.lag));',
    says: [/add on or ignoring/, /"(model|topic)"/],
  },
  'a misspelt matcher label': { code: "m.calls_total.where({ stauts: 'ok' });", says: [/stauts/, /status/] },
  'a misspelt metric': { code: 'm.cals_total;', says: [/cals_total/, /calls_total/] },
  'label_replace from a label that is not there': {
    code: "d.labelReplace(m.lag, { dstLabel: 'x', replacement: '$1', srcLabel: 'model', regex: /(.*)/ });",
    says: [/"model"/],
  },
  'an annotation that reads a label which the expression dropped': {
    code: 'd.alert({ ...base, when: d.above(byModel, 1), summary: ({ labels }) => labels.status });',
    says: [/status/],
  },
  'a legend of a label that the expression dropped': {
    code: "d.signal({ title: 's', expr: d.sum(m.lag), legend: ({ topic }) => topic });",
    says: [/topic/],
  },
  'a threshold expression with other labels': {
    code: 'd.above(byModel, d.max(m.lag));',
    says: [/add on or ignoring/, /"(model|topic)"/],
  },
  'a duration in prose': {
    code: "d.alert({ ...base, when: d.above(byModel, 1), for: '5 minutes', summary: 's' });",
    says: [/5 minutes/],
  },
  'an alert without a condition': {
    code: "d.alert({ severity: 'info', summary: 's', description: 'd' });",
    says: [/when/],
  },
  'a level of an environment that the alert does not have': {
    code: `const L = d.alert({ ...base, when: d.above(byModel, { warning: 1, critical: 2 }), summary: 's' });
      d.environments({ L }, { dev: { alerts: { L: { info: { threshold: 5 } } } } });`,
    says: [/info/],
  },
  'a bound for all levels in an environment': {
    code: `const L = d.alert({ ...base, when: d.above(byModel, { warning: 1, critical: 2 }), summary: 's' });
      d.environments({ L }, { dev: { alerts: { L: { threshold: 5 } } } });`,
    says: [/threshold/],
  },
  'a bound by severity that is a text': {
    code: "d.above(byModel, { warning: '1' });",
    says: [/'warning'/],
  },
  'levels of an equality': { code: 'd.equals(byModel, { warning: 1, critical: 2 });', says: [/warning/] },
  'a suppression without a reason': {
    code: "d.signal({ title: 's', expr: m.lag, suppress: [{ check: 'promql/counter-raw' }] });",
    says: [/reason/],
  },
  'an environment that changes an alert which is not there': {
    code: 'd.environments({ SlowHigh: slow, other: 1 }, { dev: { alerts: { SlowHihg: { enabled: false } } } });',
    says: [/SlowHihg/, /SlowHigh/],
  },
  'an environment that changes what is no alert': {
    code: 'd.environments({ SlowHigh: slow, other: 1 }, { dev: { alerts: { other: { enabled: false } } } });',
    says: [/other/],
  },
  'an environment with a misspelt override': {
    code: 'd.environments({ SlowHigh: slow }, { dev: { alerts: { SlowHigh: { treshold: 5 } } } });',
    says: [/treshold/, /threshold/],
  },
  'a native latency of a classic histogram': {
    code: 'd.sli.latencyNative({ histogram: m.took, threshold: 1 });',
    says: [/HistogramHandle/, /NativeHistogram|native_histogram/],
  },
  'a native latency of a counter': {
    code: 'd.sli.latencyNative({ histogram: m.calls_total, threshold: 1 });',
    says: [/counter/, /native_histogram/],
  },
  'a classic latency of a native histogram': {
    code: 'd.sli.latency({ histogram: m.size, threshold: 1 });',
    says: [/native_histogram|NativeHistogram/],
  },
  'an objective that is native, grouped by a label that the histogram lacks': {
    code: "d.slo({ service: 's', name: 'n', objective: 99, sli: d.sli.latencyNative({ histogram: m.size, threshold: 1 }), groupBy: ['topic'], runbook: d.runbook('r') });",
    says: [/"topic"/, /path/],
  },
  'an option of text panels on a graph': {
    code: "d.panel.timeseries({ title: 'p', markdown: 'm' });",
    says: [/markdown/],
  },
  'a legend of a single value': { code: "d.panel.stat({ title: 'p', legend: 'table' });", says: [/legend/] },
  'a unit of a text': { code: "d.panel.text({ title: 'p', unit: 's' });", says: [/unit/] },
  'a style that graphs do not have': {
    code: "d.panel.timeseries({ title: 'p', style: { draw: 'line' } });",
    says: [/"line"/, /lines/],
  },
  "an override with an option of another type's fields": {
    code: "d.panel.stat({ title: 'p', overrides: [{ match: { name: 'a' }, style: { width: 2 } }] });",
    says: [/style/],
  },
  'JSON that Grafana does not have': {
    code: "d.panel.timeseries({ title: 'p', json: { fieldConfig: { defaults: { custom: { lineWith: 2 } } } } });",
    says: [/lineWith/, /lineWidth/],
  },
  'JSON with a value that Grafana does not have': {
    code: "d.panel.stat({ title: 'p', json: { options: { textMode: 'names' } } });",
    says: [/names/],
  },
  'an ephemeral label that is not declared': {
    code: "d.catalog({ x_total: d.counter({ help: 'x', labels: { a: ['1'] }, ephemeral: ['b'] }) });",
    says: [/"b"/, /"a"/],
  },
};

const prelude = `import * as d from 'dashwright';
const m = d.catalog({
  lag: d.gauge({ help: 'Lag.', unit: 's', labels: { topic: ['orders'] } }),
  orphan_queue_total: d.gauge({ help: 'Orphans.' }),
  calls_total: d.counter({ help: 'Calls.', labels: { model: ['a'], status: ['ok'] } }),
  took: d.histogram({ help: 'Time.', unit: 's', labels: { node_id: ['x'] } }),
  size: d.nativeHistogram({ help: 'Size.', unit: 'bytes', labels: { path: ['/'] } }),
});
const byModel = d.signal({ title: 's', expr: d.sum(d.rate(m.calls_total), { by: ['model'] }) });
const base = { severity: 'warning', description: 'd', runbook: d.runbook('r') } as const;
const slow = d.alert({ ...base, when: d.above(byModel, 1), summary: 's' });
export const kept = [m, byModel, base, slow];
export const tried = () => {
`;

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Complete definitions in the guide, with their imports; other examples are parts of one. */
const guideBlocks = [...readFileSync(join(root, 'docs/guide.md'), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)]
  .map(([, block = '']) => block)
  // What imports other files of its bundle is built with them, in test/docs.
  .filter((block) => block.startsWith('import ') && !/from '\.{1,2}\//.test(block));
/**
 * The examples in docstrings of public functions, each with what it needs from the package and from
 * `example-context.ts`.
 */
const examples = ['catalog', 'query', 'define', 'grafana', 'prove/scenario'].flatMap((room) =>
  readdirSync(join(root, 'src', room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .flatMap((file) => examplesIn(join('src', room, file))),
);
const known = {
  dashwright,
  'dashwright/testing': testing,
  '../../../test/types/example-context.js': context,
};

function examplesIn(file: string): { readonly where: string; readonly code: string }[] {
  const found = readFileSync(join(root, file), 'utf8').matchAll(
    /^ *\* @example (.*?)\n *\*[/ ](?=\n| @|$|\n)/gms,
  );
  return (
    [...found]
      .map(([, text = '']) => ({ where: file, code: text.replaceAll(/\n *\* ?/g, '\n').trim() }))
      // An augmentation would apply to the whole program.
      .filter(({ code }) => !code.startsWith('declare '))
  );
}

function exampleFile({ where, code }: { readonly where: string; readonly code: string }): string {
  const imports = Object.entries(known).map(([module, exported]) => {
    const names = Object.keys(exported).filter((name) =>
      new RegExp(`(?<![.\\w$])${name}\\b(?!:)`).test(code),
    );
    return names.length > 0 ? `import { ${names.join(', ')} } from '${module}';\n` : '';
  });
  return `${imports.join('')}// ${where}\nexport const example = ${code};\n`;
}

let folder: string;
let output: string;

beforeAll(() => {
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
  folder = mkdtempSync(join(root, 'node_modules/.cache/types-'));
  Object.values(mistakes).forEach(({ code }, index) => {
    writeFileSync(join(folder, `mistake-${index}.ts`), `${prelude}  ${code}\n};\n`);
  });
  guideBlocks.forEach((block, index) => {
    writeFileSync(join(folder, `guide-${index}.ts`), block);
  });
  examples.forEach((example, index) => {
    writeFileSync(join(folder, `example-${index}.ts`), exampleFile(example));
  });
  const config = {
    extends: '../../../tsconfig.json',
    compilerOptions: { paths: declarationPaths(), types: ['node'] },
    include: ['*.ts', '../../../test/types/good.ts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  output = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
    encoding: 'utf8',
  }).stdout;
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The messages about one file; continuation lines belong to the error above them. */
function messagesOf(file: string): string {
  return output
    .split(/^(?=\S)/m)
    .filter((message) => message.includes(`${file}(`))
    .join('');
}

describe('mistakes are errors in the editor', () => {
  Object.entries(mistakes).forEach(([title, { says }], index) => {
    it(title, () => {
      const messages = messagesOf(`mistake-${index}.ts`);
      expect(messages).toMatch(/error TS/);
      for (const words of says) expect(messages).toMatch(words);
    });
  });
});

it('all valid definitions compile', () => {
  expect(messagesOf('good.ts')).toBe('');
  expect(output).not.toMatch(/src\//);
});

it('the definitions in the guide compile', () => {
  expect(guideBlocks.length).toBeGreaterThan(0);
  expect(guideBlocks.map((_, index) => messagesOf(`guide-${index}.ts`)).join('')).toBe('');
});

describe('examples in docstrings compile', () => {
  it('of most constructors', () => {
    expect(examples.length).toBeGreaterThan(50);
  });
  examples.forEach(({ where, code }, index) => {
    it(`${where}: ${code.slice(0, 60)}`, () => {
      // Words in a string may have the name of an import.
      const messages = messagesOf(`example-${index}.ts`).replaceAll(/^.*TS6133.*\n/gm, '');
      expect(messages).toBe('');
    });
  });
});
