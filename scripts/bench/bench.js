// npm run bench [-- --n 100 --n 1000] [--rounds 5] [--json]: what a build costs a user, as ratios. All contestants of a
// table run in turn, so that what slows the machine down slows them all; figures are medians. A build that checks
// nothing is measured and has no target.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { interleave } from './measure.js';
import { writeBundles, writeGenerated, writeLonghand } from './workload.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const command = join(root, 'bin/dashwright.js');
/** Ratios that a build must keep to. */
const must = { sdkAndPromtool: 2, real: 15, unchanged: 3, oneFile: 0.15, growth: 1.15 };

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

const dashboardsAndRules = ['--target', 'grafana', 'prometheus'];
const scratch = mkdtempSync(join(tmpdir(), 'dashwright-bench-'));
const node = { name: 'node -e 0', args: () => ['-e', '0'] };
const promtool = promtoolPath();
// A project with packages: there a build has a cache.
mkdirSync(join(scratch, 'node_modules'));
writeFileSync(join(scratch, 'package.json'), '{}');
try {
  const workloads = sizes.map(measureWorkload);
  const oneFile = measureOneFile();
  const real = measureReal();
  const summary = summaryOf(workloads, oneFile, real);
  say(`\n${summary.join('\n')}`);
  if (options.json)
    process.stdout.write(`${JSON.stringify({ rounds, workloads, oneFile, real, summary }, null, 2)}\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function measureWorkload(n) {
  const generated = join(scratch, `generated-${n}`);
  const longhand = join(scratch, `longhand-${n}`);
  writeGenerated(generated, n);
  writeLonghand(longhand, n);
  const sdk = fileURLToPath(new URL('sdk.js', import.meta.url));
  const rows = withRatios(
    interleave(
      [
        promtool
          ? { name: 'SDK script + promtool', args: (out) => [sdk, n, out, promtool] }
          : { name: 'SDK script', args: (out) => [sdk, n, out] },
        build('generated', generated, ...dashboardsAndRules),
        build('written out', longhand, ...dashboardsAndRules),
        build('generated, unchecked', generated, ...dashboardsAndRules, '--no-checks'),
      ],
      rounds,
      scratch,
    ),
    'cpu',
  );
  say(`\n${n} dashboards of 20 panels, ${n} groups of 10 rules, nothing cached; ratio of CPU to the first`);
  say(table(rows));
  const unchanged = againstNode([
    { ...build('generated, unchanged', generated, ...dashboardsAndRules), keep: true },
    { ...build('written out, unchanged', longhand, ...dashboardsAndRules), keep: true },
  ]);
  say(`\nThe same ${n}, nothing changed; ratio of wall time to the first`);
  say(table(unchanged));
  for (const folder of [generated, longhand]) rmSync(folder, { recursive: true });
  return { n, rows, unchanged };
}

/** Twenty bundles of fifty dashboards, of which one definition file is edited before each build. */
function measureOneFile() {
  const definitions = join(scratch, 'twenty');
  const { path, text } = writeBundles(definitions, 20, 50).find(({ path: file }) =>
    /part-\d+\.ts$/.test(file),
  );
  let edits = 0;
  const edit = () => {
    edits += 1;
    writeFileSync(path, text.replace("'Panel 3'", `'Panel 3, edited ${edits} times'`));
  };
  const rows = withRatios(
    interleave(
      [
        build('everything', definitions, ...dashboardsAndRules),
        { ...build('one file edited', definitions, ...dashboardsAndRules), keep: true, before: edit },
      ],
      rounds,
      scratch,
    ),
    'cpu',
  );
  say('\nTwenty bundles of fifty dashboards each; ratio of CPU to the first');
  say(table(rows));
  rmSync(definitions, { recursive: true });
  return rows;
}

/** All bundles of this repository: nothing built before, and nothing changed since. */
function measureReal() {
  const definitions = join(root, 'definitions');
  const rows = againstNode([
    build('all bundles, nothing cached', definitions),
    { ...build('all bundles, unchanged', definitions), keep: true },
  ]);
  say('\nAll bundles of this repository; ratio of wall time to the first');
  say(table(rows));
  return rows;
}

/** A build with every expression through the real parser and all checks; where its outputs are gone, all is made anew. */
function build(name, definitions, ...more) {
  const args = [command, 'build', '--quiet', '--definitions', definitions, ...more];
  return { name, args: (out) => [...args, '--out', out], findingsAllowed: !more.includes('--no-checks') };
}

function againstNode(contestants) {
  return withRatios(interleave([node, ...contestants], rounds, scratch), 'wall');
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

function summaryOf(workloads, [, oneFile], [, nothingCached, unchanged]) {
  const { n, rows, unchanged: again } = workloads.at(-1);
  const line = (what, ratio, limit) => `${what}: ${ratio.toFixed(2)} (must ${limit})`;
  return [
    promtool
      ? line(`N=${n}, CPU of SDK script + promtool check rules`, rows[1].ratio, must.sdkAndPromtool)
      : `N=${n}: promtool is not installed (scripts/tools/install.sh)`,
    line('all bundles, nothing cached, wall of node -e 0', nothingCached.ratio, must.real),
    line('all bundles, nothing changed, wall of node -e 0', unchanged.ratio, must.unchanged),
    line(`N=${n}, nothing changed, wall of node -e 0`, again[1].ratio, must.unchanged),
    line('one file of twenty bundles edited, CPU of a full build', oneFile.ratio, must.oneFile),
    `N=${n}, peak memory: ${rows[1].peak.toFixed(0)} MB`,
    ...growthOf(workloads),
  ];
}

/** What one dashboard more costs between the largest two sizes, against the same between the two before. */
function growthOf(workloads) {
  const [small, middle, large] = workloads.slice(-3);
  if (!large) return [];
  const marginal = (from, to) => (to.rows[1].cpu - from.rows[1].cpu) / (to.n - from.n);
  const ratio = marginal(middle, large) / marginal(small, middle);
  const steps = `from ${middle.n} to ${large.n}, of that from ${small.n} to ${middle.n}`;
  return [`cost per dashboard ${steps}: ${ratio.toFixed(2)} (must ${must.growth} up to 10000)`];
}

/** The promtool that the end-to-end tests use; undefined where it has not been built. */
function promtoolPath() {
  const folders = execFileSync(join(root, 'scripts/tools/install.sh'), ['--path'], { encoding: 'utf8' });
  return folders
    .trim()
    .split(':')
    .map((folder) => join(folder, 'promtool'))
    .find((path) => existsSync(path));
}

function positive(text) {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  process.stderr.write(`not a positive whole number: ${text}\n`);
  process.exit(2);
}
