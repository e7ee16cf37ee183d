import { type Code, literal, object } from '../code/code.js';
import { identifier, UniqueNames } from '../code/names.js';
import { printCode } from '../code/print.js';
import { byPath, importLine, relativePath, type SourceFile } from './files.js';

type BundleGroups = readonly (readonly [name: string, options: Code])[];

/** What the table of contents of a bundle lists. */
export interface BundleContents {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The files that there are, without ending. */
  readonly files: readonly string[];
  readonly dashboards: readonly { readonly name: string; readonly file: string }[];
  /** The constant of the routing, and the file that exports it. */
  readonly routing?: { readonly name: string; readonly file: string } | undefined;
  /** Options of the groups of rules on log lines. */
  readonly logGroups: BundleGroups;
  readonly options: Readonly<Record<string, Code>>;
}

/** Of more files of a kind than this, one puts them together. */
const mostFiles = 6;

/** `bundle.ts`, and files that put many files of a kind together. */
export function bundleFiles(contents: BundleContents): SourceFile[] {
  const indexes: SourceFile[] = [];
  const { name, title, description, files, dashboards, routing, options } = contents;
  const names = new UniqueNames([
    'bundle',
    'metrics',
    'routing',
    ...(routing ? [routing.name] : []),
    'dashboards',
    ...dashboards.map((one) => one.name),
  ]);
  const imports: { readonly text: string; readonly source: string }[] = [];
  const namespace = (file: string): string => {
    const last = file.slice(file.lastIndexOf('/') + 1);
    const constant = names.unique(
      identifier(
        last === 'index'
          ? (file.split('/')[0] ?? last)
          : file.includes('/')
            ? `${last} ${file.split('/')[0]}`
            : last,
        'part',
      ),
    );
    imports.push({ source: `./${file}.js`, text: `import * as ${constant} from './${file}.js';` });
    return constant;
  };
  const together = (file: string): string | undefined => {
    const own = files.filter(
      (one) =>
        one === file ||
        one.startsWith(`${file}/`) ||
        (/^(-part)?-\d+$/.test(one.slice(file.length)) && one.startsWith(file)),
    );
    if (own.length === 0) return undefined;
    if (own.length > mostFiles) {
      const index = own.some((one) => one.startsWith(`${file}/`)) ? `${file}/index` : file;
      const exports = [...own]
        .map((one) => relativePath(index, one))
        .sort((a, b) => (a.startsWith('../') ? 0 : 1) - (b.startsWith('../') ? 0 : 1) || byPath(a, b))
        .map((one) => `export * from '${one}';`);
      indexes.push({ path: `${index}.ts`, text: `${exports.join('\n')}\n` });
      return namespace(index);
    }
    const constants = own.map(namespace);
    if (constants.length === 1) return constants[0];
    return `{\n${constants.map((constant) => `    ...${constant},`).join('\n')}\n  }`;
  };
  imports.push({ source: './metrics.js', text: "import { metrics } from './metrics.js';" });
  if (routing)
    imports.push({
      source: `./${routing.file}.js`,
      text: `import { ${routing.name} } from './${routing.file}.js';`,
    });
  const listed = dashboardList(dashboards, imports, indexes);
  const parts: Record<string, string | undefined> = {
    signals: together('signals'),
    recordingRules: together('recording-rules'),
    alerts: together('alerts'),
    groups: groupsText(together('rule-groups'), contents.logGroups),
  };
  const logRules = together('log-rules');
  const slos = together('slos');
  const written = [
    property('name', literal(name)),
    property('title', literal(title)),
    property('description', literal(description)),
    property('version', literal('0.1.0')),
    '  metrics,',
    ...(dashboards.length > 0 ? [`  dashboards: ${listed},`] : []),
    ...Object.entries(parts).flatMap(([key, value]) =>
      value === undefined ? [] : [value === key ? `  ${key},` : `  ${key}: ${value},`],
    ),
    ...(logRules === undefined ? [] : [`  logRules: Object.values(${logRules}),`]),
    ...(slos === undefined ? [] : [`  slos: Object.values(${slos}),`]),
    ...(routing ? [`  routing: ${routing.name},`] : []),
    ...Object.entries(options).map(([key, code]) => property(key, code)),
  ];
  const lines = imports.sort((a, b) => byPath(a.source, b.source)).map(({ text }) => text);
  const bundle = {
    path: 'bundle.ts',
    text: `${importLine('dashwright', ['bundle'])}\n${lines.join('\n')}\n\nexport default bundle({\n${written.join('\n')}\n});\n`,
  };
  return [bundle, ...indexes];
}

/** All dashboards by name; of many, a file exports them. */
function dashboardList(
  dashboards: BundleContents['dashboards'],
  imports: { readonly text: string; readonly source: string }[],
  indexes: SourceFile[],
): string {
  if (dashboards.length <= 3 * mostFiles) {
    for (const { name, file } of dashboards)
      imports.push({ source: `./${file}.js`, text: `import { ${name} } from './${file}.js';` });
    return list(dashboards.map((one) => one.name));
  }
  const sorted = [...dashboards]
    .sort((a, b) => byPath(a.file, b.file))
    .map(({ name, file }) => `export { ${name} } from './${file.slice('dashboards/'.length)}.js';`);
  indexes.push({ path: 'dashboards/index.ts', text: `${sorted.join('\n')}\n` });
  imports.push({
    source: './dashboards/index.js',
    text: "import * as dashboards from './dashboards/index.js';",
  });
  return 'Object.values(dashboards)';
}

/** Groups with their rules, and options of others. */
function groupsText(groups: string | undefined, others: BundleGroups): string | undefined {
  if (others.length === 0) return groups;
  const inner =
    groups === undefined
      ? []
      : groups.startsWith('{')
        ? groups.split('\n').slice(1, -1)
        : [`    ...${groups},`];
  const own = printCode({ kind: 'object', entries: others, tall: true }, 2, 2).split('\n').slice(1, -1);
  return `{\n${[...inner, ...own].join('\n')}\n  }`;
}

function property(key: string, code: Code): string {
  const [, line = ''] = printCode(object({ [key]: code }, { tall: true })).split(/^\{\n|\n\}$/);
  return line;
}

function list(names: readonly string[]): string {
  const line = `[${names.join(', ')}]`;
  return line.length <= 90 ? line : `[\n${names.map((one) => `    ${one},`).join('\n')}\n  ]`;
}
