import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Project } from '../support/project.js';

/** Bundles of a team, in one of a few variants. */
const names = ['bank', 'shop'] as const;
type Name = (typeof names)[number];

export interface Form {
  readonly text: number;
  readonly bound: number;
  /** Two bundles with the same one are rejected. */
  readonly uid: 'own' | 'same';
  readonly alert: 'own' | 'same';
  readonly routing: 'none' | 'team' | 'other';
  /** Whether it imports what the bundles share. */
  readonly shares: boolean;
  /** A finding of level warning. */
  readonly warns: boolean;
  readonly broken: boolean;
}

export const plainForm: Form = {
  text: 0,
  bound: 100,
  uid: 'own',
  alert: 'own',
  routing: 'none',
  shares: true,
  warns: false,
  broken: false,
};

/** Edits between two builds. */
export type Edit =
  | { readonly type: 'write'; readonly name: Name; readonly form: Form }
  | { readonly type: 'remove'; readonly name: Name }
  | { readonly type: 'restore'; readonly name: Name }
  | { readonly type: 'runbook'; readonly name: Name; readonly text: number }
  | { readonly type: 'scenario'; readonly name: Name; readonly present: boolean }
  | { readonly type: 'shared'; readonly text: number; readonly shadow: boolean }
  | { readonly type: 'folder'; readonly present: boolean }
  | { readonly type: 'output'; readonly at: number; readonly how: 'edited' | 'aged' | 'removed' }
  | { readonly type: 'cache'; readonly how: 'removed' | 'cut off' | 'changed' };

const form: fc.Arbitrary<Form> = fc.record({
  text: fc.nat(2),
  bound: fc.constantFrom(100, 200),
  uid: fc.constantFrom('own', 'own', 'own', 'same'),
  alert: fc.constantFrom('own', 'own', 'own', 'same'),
  routing: fc.constantFrom('none', 'team', 'team', 'other'),
  shares: fc.boolean(),
  warns: fc.constantFrom(false, false, false, true),
  broken: fc.constantFrom(false, false, false, false, true),
});
const name = fc.constantFrom(...names);

export const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('write'), name, form }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('remove'), name }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('restore'), name }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('runbook'), name, text: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('scenario'), name, present: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('shared'), text: fc.nat(1), shadow: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('folder'), present: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('output'),
      at: fc.nat(),
      how: fc.constantFrom('edited', 'aged', 'removed'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('cache'),
      how: fc.constantFrom('removed', 'cut off', 'changed'),
    }),
  },
);

const file = (bundle: Name) => `definitions/${bundle}/bundle.ts`;

/** Applies an edit to a project. */
export function apply(one: Edit, project: Project): void {
  switch (one.type) {
    case 'write':
      project.write(filesOf(one.name, one.form));
      break;
    case 'remove':
      remove(project.path('definitions', one.name));
      break;
    case 'restore':
      // As a backup or version control does: the previous text, with its modification time.
      project.write(filesOf(one.name, plainForm));
      utimesSync(project.path(file(one.name)), 1, 1);
      break;
    case 'runbook':
      project.write({ [`definitions/${one.name}/runbooks/queue.md`]: `# Queue\n\nText ${one.text}.\n` });
      break;
    case 'scenario':
      toggle(project, `definitions/${one.name}/scenarios/one.ts`, one.present && scenario);
      break;
    case 'shared':
      project.write({ 'definitions/shared/text.ts': `export const text = 'Shared ${one.text}.';\n` });
      toggle(project, 'definitions/shared/text.js', one.shadow && "export const text = 'First.';\n");
      break;
    case 'folder':
      toggle(project, 'definitions/lost/metrics.ts', one.present && 'export const metrics = 1;\n');
      if (!one.present) remove(project.path('definitions/lost'));
      break;
    case 'output':
      changeOutput(one, filesIn(project.path('dist')));
      break;
    case 'cache':
      for (const path of filesIn(project.path('node_modules/.cache/dashwright'))) damage(path, one.how);
  }
}

const scenario =
  "import { scenario } from 'dashwright/testing';\nexport default scenario('nothing happens');\n";

function toggle(project: Project, path: string, text: string | false): void {
  if (text === false) remove(project.path(path));
  else project.write({ [path]: text });
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

function changeOutput({ at, how }: Extract<Edit, { type: 'output' }>, all: readonly string[]): void {
  const path = all[at % all.length];
  if (path === undefined) return;
  if (how === 'removed') remove(path);
  else writeFileSync(path, `${readFileSync(path, 'utf8')} `);
  if (how === 'aged') utimesSync(path, 1, 1);
}

function damage(path: string, how: Extract<Edit, { type: 'cache' }>['how']): void {
  if (how === 'removed') remove(path);
  else if (how === 'cut off') writeFileSync(path, readFileSync(path).subarray(0, 100));
  else writeFileSync(path, readFileSync(path, 'utf8').replace(/[0-4]/g, '7'));
}

/** Without the manifest, which is not an output to be edited. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

export function projectFiles(): Record<string, string> {
  return {
    'definitions/shared/text.ts': "export const text = 'Shared.';\n",
    ...filesOf('bank', plainForm),
    ...filesOf('shop', { ...plainForm, routing: 'team' }),
  };
}

/** The files of a bundle. */
export function filesOf(bundle: Name, one: Form): Record<string, string> {
  const metric = `${bundle}_queue_length`;
  const alert = one.alert === 'same' ? 'QueueLong' : `QueueLong_${bundle}`;
  const text = one.shares ? `text + ' ${one.text}.'` : `'Text ${one.text}.'`;
  const channel = one.routing === 'other' ? `#${bundle}` : '#team';
  const routing = `
  routing: d.routing({
    receiver: d.receiver('team', { slack: { url: d.secretFile('slack-url'), channel: '${channel}' } }),
  }),`;
  const unitless = `
    d.panel.stat({ title: 'No unit', description: 'x', show: d.signal({ title: 'x', expr: d.promql\`max(${metric} * 0)\` }) }),`;
  return {
    [`definitions/${bundle}/runbooks/queue.md`]: '# Queue\n\nAdd workers.\n',
    [file(bundle)]: `import * as d from 'dashwright';
${one.shares ? "import { text } from '../shared/text.js';" : ''}
const metrics = d.catalog({
  ${metric}: d.gauge({ help: 'Waiting jobs.', unit: 'jobs', labels: { queue: ['mail', 'print'] } }),
});
const length = d.signal({ title: 'Queue length', description: 'Jobs that wait.', expr: d.max(metrics.${metric}, { by: ['queue'] }) });
const ${alert} = d.alert({
  when: d.above(length, ${one.bound}), for: '5m', severity: 'warning',
  summary: ({ labels }) => \`Queue \${labels.queue} is long\`,
  description: ({ value, threshold }) => \`\${value} jobs wait, above \${threshold}.\`,
  runbook: d.runbook('queue'),
});
export default d.bundle({
  name: '${bundle}', title: '${bundle}', description: ${text}, version: '1.0.0', metrics,
  dashboards: [d.dashboard({ uid: '${one.uid === 'same' ? 'same' : bundle}', title: '${bundle}', rows: [
    d.panel.timeseries({ title: 'Queue length', show: length }),${one.warns ? unitless : ''}
  ] })],
  alerts: { ${alert} },${one.routing === 'none' ? '' : routing}
  urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
})${one.broken ? '' : ';'}${one.broken ? ' const = ;' : ''}
`,
  };
}
