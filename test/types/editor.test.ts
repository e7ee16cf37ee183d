import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript5';
import { expect, test } from 'vitest';

// What an editor shows while you write a definition: TypeScript's language service with the published declarations.
const root = fileURLToPath(new URL('../..', import.meta.url));
const file = `${root}definitions/editor-example.ts`;

/** Positions are marked by comments with a name. */
const source = `
import { above, alert, catalog, counter, gauge, panel, rate, signal, sum } from 'dashwright';
import { redisMetrics, redisMixin } from 'dashwright/library';

const metrics = catalog({
  http_requests_total: counter({ help: 'HTTP requests served.', labels: { status: ['200', '500'], path: ['/'] } }),
  queue_length: gauge({ help: 'Jobs that wait.' }),
});

const named = metrics./*metric*/http_requests_total;
const by = sum(rate(metrics.http_requests_total), { by: ['/*by*/'] });
const matched = metrics.http_requests_total.where({ /*where*/ });
const wrong = sum(rate(metrics.http_requests_total), { by: ['sttus'] });
const never = metrics.http_request_total;
const errors = signal({ title: 'Errors', expr: sum(rate(metrics.http_requests_total), { by: ['path'] }) });
const high = alert({
  when: above(errors, 1),
  severity: '/*severity*/',
  summary: ({ labels }) => labels./*label*/path,
});
const graph = panel.timeseries({ title: 'Errors', show: errors, /*option*/ });
const style = panel.timeseries({ title: 'Errors', show: errors, style: { draw: '/*draw*/' } });
const redis = redisMixin(catalog(redisMetrics()), { by: ['instance'], alerts: { /*alerts*/ } });
`;

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  skipLibCheck: true,
  types: [],
  // Not those of browsers, which are the larger part.
  lib: ['lib.es2022.d.ts'],
  paths: {
    dashwright: [`${root}lib/types/src/index.d.ts`],
    'dashwright/*': [`${root}lib/types/src/*.d.ts`],
  },
};
const host: ts.LanguageServiceHost = {
  getScriptFileNames: () => [file],
  getScriptVersion: () => '1',
  getScriptSnapshot: (name) => {
    const text = name === file ? source : ts.sys.fileExists(name) ? readFileSync(name, 'utf8') : undefined;
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => root,
  getCompilationSettings: () => options,
  getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
  fileExists: (name) => name === file || ts.sys.fileExists(name),
  readFile: (name) => ts.sys.readFile(name),
  readDirectory: (...args) => ts.sys.readDirectory(...args),
  directoryExists: (name) => ts.sys.directoryExists(name),
  getDirectories: (name) => ts.sys.getDirectories(name),
};
const service = ts.createLanguageService(host);

/** The position after the comment of this name. */
function at(name: string): number {
  const mark = `/*${name}*/`;
  return source.indexOf(mark) + mark.length;
}

/** The completions at the comment; inside of a string the comment is its content. */
function offered(name: string, inside = false): string[] {
  const position = inside ? source.indexOf(`/*${name}*/`) : at(name);
  const found = service.getCompletionsAtPosition(file, position, {});
  return (found?.entries ?? []).map((entry) => entry.name);
}

test('names of metrics are completed, with help and type', () => {
  expect(offered('metric')).toEqual(expect.arrayContaining(['http_requests_total', 'queue_length']));
  const info = service.getQuickInfoAtPosition(file, source.indexOf('sum(rate(metrics.'));
  expect(ts.displayPartsToString(info?.documentation)).not.toBe('');
});

test.each([
  ['labels to group by', 'by', true],
  ['labels of a matcher', 'where', false],
])('%s are completed: those of the metric and of the target', (_, place, inside) => {
  const names = offered(place, inside);
  expect(names).toEqual(expect.arrayContaining(['status', 'path', 'job', 'instance']));
  expect(names).not.toContain('queue');
});

test('labels in the annotations of an alert are those that it keeps', () => {
  const names = offered('label');
  expect(names).toContain('path');
  expect(names).not.toContain('status');
});

test('options of a panel and their values are completed, with their documentation', () => {
  expect(offered('option')).toEqual(
    expect.arrayContaining(['legend', 'thresholds', 'unit', 'style', 'width']),
  );
  const details = service.getCompletionEntryDetails(
    file,
    at('option'),
    'legend',
    {},
    undefined,
    {},
    undefined,
  );
  expect(ts.displayPartsToString(details?.documentation)).not.toBe('');
  expect(offered('draw', true)).toEqual(expect.arrayContaining(['lines', 'bars', 'points']));
  expect(offered('severity', true)).toEqual(expect.arrayContaining(['critical', 'warning']));
});

test('alerts of the library are completed by name', () => {
  expect(offered('alerts')).toEqual(expect.arrayContaining(['RedisDown', 'RedisMemoryHigh']));
});

test('mistakes are at their place, with the name of the label or the metric', () => {
  const found = service.getSemanticDiagnostics(file).map(({ start = 0, length = 0, messageText }) => ({
    what: source.slice(start, start + length),
    says: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }));
  expect(found).toContainEqual({ what: "'sttus'", says: expect.stringMatching(/"sttus".*"status"/) });
  expect(found).toContainEqual({
    what: 'http_request_total',
    says: expect.stringMatching(/Did you mean 'http_requests_total'/),
  });
});
