// What opening a dashboard of thirty panels over 24 hours in the preview costs in CPU, on a browser that has never seen the
// page. Times on a wall clock say something only while the machine is idle.
// Linux only: the CPU of each thread is read from /proc.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { positive, readOptions } from './options.js';
import { uid, writeThirtyPanels } from './page-workload.js';

const usage = `npm run bench:page -- [options]

  --rounds NUMBER     how often the page is opened (5)
  --json              print the results as JSON
  --help              print this

CHROME_PATH is the browser (/usr/bin/chromium).
`;
const options = readOptions(usage, {
  rounds: { type: 'string', default: '5' },
  json: { type: 'boolean', default: false },
});
const times = positive(options.rounds);
const executablePath = process.env.CHROME_PATH ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) {
  process.stderr.write(`there is no browser ${executablePath}\n\n${usage}`);
  process.exit(2);
}
const command = fileURLToPath(new URL('../../bin/dashwright.js', import.meta.url));
/** Milliseconds after which a page that is not drawn is given up. */
const patience = 120_000;

const scratch = mkdtempSync(join(tmpdir(), 'dashwright-bench-page-'));
const definitions = join(scratch, 'definitions');
writeThirtyPanels(definitions);
const server = spawn(process.execPath, [command, 'preview', '--port', '0', '--definitions', definitions], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
try {
  const url = await address();
  const rounds = [];
  for (let round = 0; round < times; round += 1) rounds.push(await open(url));
  const median = medians(rounds);
  if (options.json) process.stdout.write(`${JSON.stringify({ rounds, median }, null, 2)}\n`);
  else
    for (const [name, value] of Object.entries(median)) process.stdout.write(`${name.padEnd(42)}${value}\n`);
} finally {
  await browser.close();
  server.kill();
  rmSync(scratch, { recursive: true, force: true });
}

async function open(url) {
  const context = await browser.newContext({ viewport: { width: 1500, height: 1000 } });
  const page = await context.newPage();
  await page.goto('about:blank');
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  let bytes = 0;
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const started = performance.now();
  await page.goto(`${url}/#/large/d/${uid}?refresh=`);
  await drawn(page, `panel.getBoundingClientRect().top < innerHeight`);
  const inView = { wall: performance.now() - started, cpu: await threads() };
  await page.setViewportSize({ width: 1500, height: 4000 });
  await drawn(page, 'true');
  const all = { wall: performance.now() - started, cpu: await threads() };
  await context.close();
  const [load = ''] = readFileSync('/proc/loadavg', 'utf8').split(' ');
  return {
    'in view: ms of main thread': inView.cpu.main,
    'in view: ms of engine': inView.cpu.engine,
    'in view: ms of compilers and drawing': inView.cpu.others,
    'in view: ms of wall clock': Math.round(inView.wall),
    'all panels: ms of main thread': all.cpu.main,
    'all panels: ms of engine': all.cpu.engine,
    'all panels: ms of wall clock': Math.round(all.wall),
    'KB of page and data, without the engine': Math.round(bytes / 1000),
    'load of the machine': Number(load),
  };
}

/** Waits until the panels that are meant have their data. */
function drawn(page, meant) {
  return page.evaluate(`new Promise((done, failed) => {
    const end = performance.now() + ${patience};
    const look = () => {
      const panels = [...document.querySelectorAll('[data-panel]')].filter((panel) => ${meant});
      if (panels.length > 0 && panels.every(({ dataset }) => dataset.state === 'done' && dataset.busy === 'false')) done();
      else if (performance.now() > end) failed(new Error('the page was not drawn in time'));
      else setTimeout(look, 20);
    };
    look();
  })`);
}

/** Milliseconds of CPU that the threads of the page's process have used. */
async function threads() {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const found = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => threadsOf(id));
  // A browser has a process in reserve, which has no worker.
  return found.sort((a, b) => b.engine - a.engine)[0];
}

function threadsOf(process) {
  const used = { main: 0, engine: 0, others: 0 };
  for (const thread of readdirSync(`/proc/${process}/task`)) {
    const [name, ms] = readThread(`/proc/${process}/task/${thread}`);
    if (thread === String(process)) used.main += ms;
    else if (name.startsWith('DedicatedWorker')) used.engine += ms;
    else used.others += ms;
  }
  return Object.fromEntries(Object.entries(used).map(([name, ms]) => [name, Math.round(ms)]));
}

function readThread(folder) {
  try {
    const nanoseconds = Number(readFileSync(`${folder}/schedstat`, 'utf8').split(' ')[0]);
    return [readFileSync(`${folder}/comm`, 'utf8').trim(), nanoseconds / 1e6];
  } catch {
    // It has ended.
    return ['', 0];
  }
}

function medians(rounds) {
  return Object.fromEntries(
    Object.keys(rounds[0]).map((name) => {
      const values = rounds.map((round) => round[name]).sort((a, b) => a - b);
      return [name, values[values.length >> 1]];
    }),
  );
}

function address() {
  return new Promise((resolve, reject) => {
    server.on('exit', (code) => reject(new Error(`the preview ended with ${code}`)));
    server.stdout.setEncoding('utf8').on('data', (text) => {
      const [found] = /http:\S+/.exec(text) ?? [];
      if (found) resolve(found);
    });
  });
}
