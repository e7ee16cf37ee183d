// npm run bench [-- --n 100] [--rounds 5] [--json]: what a build costs, against the floor (the same bytes, made and
// written with the least that any generator needs) and against a plain script on the foundation SDK, all of them in one
// interleaved run. Medians; ratios are what to judge by, for they hold on a busy machine too.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { interleave, runOnce } from './measure.js';
import { writeGenerated, writeLonghand } from './workload.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const command = join(root, 'bin/dashwright.js');
const script = (name) => fileURLToPath(new URL(name, import.meta.url));
/** Ratios to reach: to the floor's CPU, and to the wall time of `node -e 0` of real bundles and where nothing changed. */
const targets = { unchecked: 2, checked: 12, real: 15, unchanged: 3, generatedUnchanged: 4 };

const { values: options } = parseArgs({
  options: {
    n: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const sizes = (options.n ?? ['10', '100', '1000']).map(positive);
const rounds = positive(options.rounds);
const say = options.json ? () => {} : (text) => process.stdout.write(`${text}\n`);

const scratch = mkdtempSync(join(tmpdir(), 'dashwright-bench-'));
const node = { name: 'node -e 0', args: () => ['-e', '0'] };
// A project with packages: there builds are kept in mind, which is part of what they cost.
mkdirSync(join(scratch, 'node_modules'));
writeFileSync(join(scratch, 'package.json'), '{}');
try {
  const template = makeTemplate();
  const workloads = sizes.map((n) => measureWorkload(n, template));
  const real = measureReal();
  const summary = summaryOf(workloads.at(-1), real);
  say(summary);
  if (options.json)
    process.stdout.write(`${JSON.stringify({ rounds, workloads, real, summary }, null, 2)}\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** What the floor fills in: a build of one dashboard and one group. */
function makeTemplate() {
  const definitions = join(scratch, 'one');
  const template = join(scratch, 'template');
  writeGenerated(definitions, 1);
  runOnce(ours('template', definitions, '--no-checks'), template, scratch);
  return template;
}

function measureWorkload(n, template) {
  const generated = join(scratch, `generated-${n}`);
  const longhand = join(scratch, `longhand-${n}`);
  writeGenerated(generated, n);
  writeLonghand(longhand, n);
  const floor = { name: 'floor', args: (out) => [script('floor.js'), n, template, out] };
  proveSameBytes(n, floor, ours('ours', generated, '--no-checks'));
  const results = interleave(
    [
      floor,
      { name: 'SDK script', args: (out) => [script('sdk.js'), n, out] },
      ours('generated, unchecked', generated, '--no-checks'),
      ours('generated, checked', generated),
      ours('longhand, unchecked', longhand, '--no-checks'),
      ours('longhand, checked', longhand),
    ],
    rounds,
    scratch,
  );
  const rows = withRatios(results, 'cpu');
  say(`\n${n} dashboards of 20 panels, ${n} groups of 10 rules; ratio of CPU to the floor's`);
  say(table(rows));
  const unchanged = againstNode([
    { ...ours('generated, unchanged', generated), keep: true },
    { ...ours('longhand, unchanged', longhand), keep: true },
  ]);
  say(`\nThe same ${n}, everything checked, nothing changed; ratio of wall time to that of node -e 0`);
  say(table(unchanged));
  for (const folder of [generated, longhand]) rmSync(folder, { recursive: true });
  return { n, rows, unchanged };
}

function againstNode(contestants) {
  return withRatios(interleave([node, ...contestants], rounds, scratch), 'wall');
}

/** All bundles of this repository, everything checked: nothing built before, and nothing changed since. */
function measureReal() {
  const definitions = join(root, 'definitions');
  const build = (name, keep) => ({
    name,
    keep,
    findingsAllowed: true,
    args: (out) => [command, 'build', '--quiet', '--definitions', definitions, '--out', out],
  });
  const rows = againstNode([
    build('all bundles, from nothing', false),
    build('all bundles, unchanged', true),
  ]);
  say('\nAll bundles of this repository, everything checked; ratio of wall time to that of node -e 0');
  say(table(rows));
  return rows;
}

function ours(name, definitions, ...more) {
  const args = [
    'build',
    ...more,
    '--quiet',
    '--target',
    'grafana',
    'prometheus',
    '--definitions',
    definitions,
  ];
  return { name, args: (out) => [command, ...args, '--out', out], findingsAllowed: more.length === 0 };
}

/** The floor is one only as long as it gives what we give. */
function proveSameBytes(n, floor, build) {
  const folders = [floor, build].map((contestant, index) => {
    const folder = join(scratch, `proof-${index}`);
    runOnce(contestant, folder, scratch);
    return folder;
  });
  const [expected, given] = folders.map(filesIn);
  const differing = [...new Set([...expected.keys(), ...given.keys()])].filter(
    (path) => expected.get(path) !== given.get(path),
  );
  for (const folder of folders) rmSync(folder, { recursive: true });
  if (differing.length > 0) throw new Error(`N=${n}: the floor writes other bytes, first in ${differing[0]}`);
}

/** Contents by path, without our own manifest. */
function filesIn(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.startsWith('.'),
  );
  return new Map(
    files.map(({ parentPath, path, name }) => {
      const full = join(parentPath ?? path, name);
      return [full.slice(folder.length), readFileSync(full, 'utf8')];
    }),
  );
}

/** Ratios to the first row. */
function withRatios(results, measure) {
  return results.map((result) => ({ ...result, ratio: result[measure] / results[0][measure] }));
}

function table(rows) {
  const head = ['', 'CPU s', 'wall s', 'peak MB', 'ratio'];
  const body = rows.map(({ name, cpu, wall, peak, ratio }) => [
    name,
    cpu.toFixed(2),
    wall.toFixed(2),
    peak.toFixed(0),
    ratio.toFixed(2),
  ]);
  const lines = [head, ...body].map(
    ([name, ...figures]) => name.padEnd(28) + figures.map((figure) => figure.padStart(9)).join(''),
  );
  for (const { name, findings } of rows) if (findings) lines.push(`${name}: not written, for ${findings}`);
  return lines.join('\n');
}

function summaryOf({ n, rows, unchanged: [, generatedUnchanged] }, [, fresh, unchanged]) {
  const ratio = (name) => rows.find((row) => row.name === name).ratio;
  const against = (value, target) => `${value.toFixed(1)} (must ${target})`;
  return [
    `bench: N=${n} generated, of the floor's CPU: unchecked ${against(ratio('generated, unchecked'), targets.unchecked)}`,
    `checked ${against(ratio('generated, checked'), targets.checked)}`,
    `unchanged, of node -e 0: ${against(generatedUnchanged.ratio, targets.generatedUnchanged)}`,
    `SDK script ${ratio('SDK script').toFixed(1)}`,
    `all bundles, of node -e 0: from nothing ${against(fresh.ratio, targets.real)}, unchanged ${against(unchanged.ratio, targets.unchanged)}`,
  ].join('; ');
}

function positive(text) {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  process.stderr.write(`not a positive whole number: ${text}\n`);
  process.exit(2);
}
