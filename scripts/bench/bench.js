// The cost of a build, as ratios. All contestants of a table run in turn, so that a slow machine affects all of them;
// figures are medians. A build without checks is measured and has no target.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { interleave } from './measure.js';
import { positive, readOptions } from './options.js';
import { whileSaving } from './watching.js';
import { writeBundles, writeGenerated, writeLonghand, writeScenarios } from './workload.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const command = join(root, 'bin/dashwright.js');
/** Ratios that a build must keep to. */
const must = {
  sdkAndPromtool: 2,
  grafonnet: 0.3,
  grafonnetMemory: 0.15,
  memory: '1024 MB for 10000',
  real: 15,
  unchanged: 3,
  oneFile: 0.15,
  growth: 1.15,
  watching: 1,
  scenario: 40,
  promtoolTests: 1,
};

const usage = `npm run bench -- [options]

  --n NUMBER          dashboards of a workload; may be given several times (10, 100 and 1000).
                      10000 shows the memory and the growth of large definitions
  --rounds NUMBER     runs of each contestant (5)
  --grafonnet FOLDER  compare with grafonnet, as jsonnet-bundler installs it there (vendor/)
  --json              print the results as JSON
  --help              print this
`;
const options = readOptions(usage, {
  n: { type: 'string', multiple: true },
  rounds: { type: 'string', default: '5' },
  grafonnet: { type: 'string' },
  json: { type: 'boolean', default: false },
});
const sizes = (options.n ?? ['10', '100', '1000']).map(positive);
const rounds = positive(options.rounds);
const say = options.json ? () => {} : (text) => process.stdout.write(`${text}\n`);

const dashboardsAndRules = ['--target', 'grafana', 'prometheus'];
const scratch = mkdtempSync(join(tmpdir(), 'dashwright-bench-'));
const node = { name: 'node -e 0', args: () => ['-e', '0'] };
const promtool = toolPath('promtool');
const jsonnet = toolPath('jsonnet');
const grafonnet = options.grafonnet && jsonnet && ((n, out) => [jsonnet, ...jsonnetArguments(n, out)]);
// A project with packages: there a build has a cache.
mkdirSync(join(scratch, 'node_modules'));
writeFileSync(join(scratch, 'package.json'), '{}');
try {
  const workloads = sizes.map(measureWorkload);
  const { rows: oneFile, watching } = await measureOneFile();
  const real = await measureReal();
  const scenarios = measureScenarios();
  const summary = summaryOf(workloads, { oneFile, watching }, real, scenarios);
  say(`\n${summary.join('\n')}`);
  if (options.json)
    process.stdout.write(
      `${JSON.stringify({ rounds, workloads, oneFile, watching, real, scenarios, summary }, null, 2)}\n`,
    );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function measureWorkload(n) {
  const generated = join(scratch, `generated-${n}`);
  const longhand = join(scratch, `longhand-${n}`);
  writeGenerated(generated, n);
  writeLonghand(longhand, n);
  const sdk = script('sdk.js');
  const rows = withRatios(
    interleave(
      [
        promtool
          ? { name: 'SDK script + promtool', args: (out) => [sdk, n, out, promtool] }
          : { name: 'SDK script', args: (out) => [sdk, n, out] },
        build('generated', generated, ...dashboardsAndRules),
        build('written out', longhand, ...dashboardsAndRules),
        build('generated, unchecked', generated, ...dashboardsAndRules, '--no-checks'),
        ...(grafonnet
          ? [{ name: 'grafonnet', args: (out) => [script('run.js'), ...grafonnet(n, out)] }]
          : []),
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
async function measureOneFile() {
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
  const watching = await measureWatching(definitions, path);
  say(
    '\nOne of their files saved while a command watches, until its report; ratio of wall time to what it may take',
  );
  say(table(watching));
  rmSync(definitions, { recursive: true });
  return { rows, watching };
}

/** A file saved while each of the commands watches. */
async function measureWatching(definitions, file) {
  const from = ['--definitions', definitions];
  const out = ['--out', join(scratch, 'watched')];
  const commands = [
    ['check --watch', ['check', '--watch', ...from]],
    ['build --watch', ['build', '--watch', ...from, ...out, ...dashboardsAndRules]],
    ['preview', ['preview', '--port', '0', ...from]],
  ];
  const rows = [];
  for (const [name, args] of commands) {
    const { wall, cpu, peak } = await whileSaving(command, args, file, rounds);
    rows.push({ name, cpu, wall, peak, ratio: wall / must.watching });
  }
  rmSync(join(scratch, 'watched'), { recursive: true, force: true });
  return rows;
}

/** All bundles of this repository, with nothing built before, after edits, and with nothing changed. */
async function measureReal() {
  const definitions = join(scratch, 'real');
  cpSync(join(root, 'definitions'), definitions, { recursive: true });
  const alerts = join(definitions, 'agui/alerts.ts');
  const text = readFileSync(alerts, 'utf8');
  let edits = 0;
  const editAlert = () => {
    edits += 1;
    writeFileSync(alerts, text.replace('streams stay open.', `streams stay open (${edits}).`));
  };
  const rows = againstNode([
    build('everything checked', definitions, '--target', ...withoutScenarios()),
    { ...build('and all scenarios run', definitions), before: forget },
    { ...build('one alert edited', definitions), keep: true, before: editAlert },
  ]);
  // By itself: otherwise its definitions and its cache would be shared with the others.
  const [, unchanged] = againstNode([{ ...build('unchanged', definitions), keep: true }]);
  rows.push(unchanged);
  say('\nAll bundles of this repository; ratio of wall time to the first');
  say(table(rows));
  const watching = await measureWatching(definitions, alerts);
  say(
    '\nOne of their files saved while a command watches, until its report; ratio of wall time to what it may take',
  );
  say(table(watching));
  return { rows, watching };
}

/** Removes the cached results of scenarios. */
function forget() {
  rmSync(join(scratch, 'node_modules/.cache'), { recursive: true, force: true });
}

/** Names of the targets that need no results of scenarios. */
function withoutScenarios() {
  return readdirSync(join(root, 'dist'), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
}

/** One scenario in an engine that is warm, and those of a bundle of the repository against promtool on the same cases. */
function measureScenarios() {
  const many = 400;
  const [few, more] = [1, 1 + many].map((count) => join(scratch, `scenarios-${count}`));
  writeScenarios(few, 1);
  writeScenarios(more, 1 + many);
  const test = (name, definitions) => ({ name, args: () => [command, 'test', '--definitions', definitions] });
  const alone = interleave([test('one scenario', few), test(`${many} more`, more)], rounds, scratch);
  const each = ((alone[1].cpu - alone[0].cpu) / many) * 1000;
  say(`\nOne scenario of twenty minutes at 15 s, engine warm: ${each.toFixed(1)} ms of CPU`);
  if (!promtool) return { each };
  const bundle = 'agui';
  const tests = join(root, 'dist/prometheus', bundle, 'tests');
  const files = readdirSync(tests).map((name) => join(tests, name));
  const rows = withRatios(
    interleave(
      [
        { name: 'promtool test rules', args: () => [script('run.js'), promtool, 'test', 'rules', ...files] },
        {
          name: 'dashwright test',
          args: () => [command, 'test', bundle, '--definitions', join(root, 'definitions')],
        },
      ],
      rounds,
      scratch,
    ),
    'cpu',
  );
  say(`\nAll scenarios of ${bundle}; ratio of CPU to the first`);
  say(table(rows));
  return { each, rows };
}

function jsonnetArguments(n, out) {
  const files = ['--string', '--create-output-dirs', '--multi', out];
  return [
    ...files,
    '--ext-code',
    `n=${n}`,
    '--jpath',
    resolve(options.grafonnet),
    script('grafonnet.jsonnet'),
  ];
}

function script(name) {
  return fileURLToPath(new URL(name, import.meta.url));
}

/**
 * A build with every expression parsed and all checks; the outputs are removed before, so that all are
 * written.
 */
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

function summaryOf(workloads, { oneFile: [, oneFile], watching: many }, { rows: real, watching }, scenarios) {
  const { n, rows, unchanged: again } = workloads.at(-1);
  const [, checked, everything, , unchanged] = real;
  const line = (what, ratio, limit) => `${what}: ${ratio.toFixed(2)} (must ${limit})`;
  return [
    promtool
      ? line(`N=${n}, CPU of SDK script + promtool check rules`, rows[1].ratio, must.sdkAndPromtool)
      : `N=${n}: promtool is not installed (scripts/tools/install.sh)`,
    ...againstGrafonnet(n, rows),
    line('all bundles, everything checked, wall of node -e 0', checked.ratio, must.real),
    `all bundles, all scenarios run as well: ${everything.wall.toFixed(1)} s`,
    line('all bundles, nothing changed, wall of node -e 0', unchanged.ratio, must.unchanged),
    line(`N=${n}, nothing changed, wall of node -e 0`, again[1].ratio, must.unchanged),
    line('one file of twenty bundles edited, CPU of a full build', oneFile.ratio, must.oneFile),
    ...watching.map((row) => line(`one file saved, ${row.name}, seconds`, row.wall, must.watching)),
    ...many.map((row) =>
      line(`one file of twenty bundles saved, ${row.name}, seconds`, row.wall, must.watching),
    ),
    line('one scenario, engine warm, ms of CPU', scenarios.each, must.scenario),
    ...(scenarios.rows
      ? [
          line(
            'scenarios of a bundle, CPU of promtool test rules',
            scenarios.rows[1].ratio,
            must.promtoolTests,
          ),
        ]
      : []),
    `N=${n}, peak memory: ${rows[1].peak.toFixed(0)} MB (must ${must.memory})`,
    ...growthOf(workloads),
  ];
}

function againstGrafonnet(n, rows) {
  const [, generated] = rows;
  const peer = rows.find(({ name }) => name === 'grafonnet');
  if (!peer)
    return [
      `N=${n}: grafonnet is not measured: expected scripts/tools/install.sh jsonnet, and --grafonnet FOLDER`,
    ];
  const line = (what, measure, limit) =>
    `N=${n}, ${what} of grafonnet: ${(generated[measure] / peer[measure]).toFixed(2)} (must ${limit})`;
  return [line('CPU', 'cpu', must.grafonnet), line('peak memory', 'peak', must.grafonnetMemory)];
}

/** What each additional dashboard costs between the largest two sizes, compared with the two before. */
function growthOf(workloads) {
  const [small, middle, large] = workloads.slice(-3);
  if (!large) return [];
  const marginal = (from, to) => (to.rows[1].cpu - from.rows[1].cpu) / (to.n - from.n);
  const ratio = marginal(middle, large) / marginal(small, middle);
  const steps = `from ${middle.n} to ${large.n}, of that from ${small.n} to ${middle.n}`;
  return [`cost per dashboard ${steps}: ${ratio.toFixed(2)} (must ${must.growth} up to 10000)`];
}

/** A tool built by scripts/tools/install.sh; undefined if it does not exist. */
function toolPath(name) {
  const folders = execFileSync(join(root, 'scripts/tools/install.sh'), ['--path'], { encoding: 'utf8' });
  return folders
    .trim()
    .split(':')
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}
