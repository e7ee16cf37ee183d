// How long a person waits while a command watches: from saving a file to the end of the report, or until the page is told.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** What each command writes when it has done what follows from a change. */
const ends = { check: 'Ctrl-C ends', build: 'Ctrl-C ends', preview: 'loaded again: ' };
/** What it writes when it can be used. */
const begins = { ...ends, preview: 'http://' };

/**
 * Saves a file again and again while `args` of dashwright watches. The file must not be one that anybody keeps.
 *
 * @returns medians of the seconds from saving to the report and of the CPU seconds of the command for it, and the largest
 *   memory in MB after a report
 */
export async function whileSaving(command, args, file, rounds) {
  const child = spawn(process.execPath, [command, ...args]);
  const ended = new Promise((_, reject) => {
    child.on('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)));
  });
  ended.catch(() => {});
  let written = '';
  let next = () => {};
  child.stdout.setEncoding('utf8').on('data', (text) => {
    written += text;
    next();
  });
  child.stderr.resume();
  const says = (what) =>
    Promise.race([
      ended,
      new Promise((resolve) => {
        next = () => written.includes(what) && resolve();
        next();
      }),
    ]);
  try {
    await says(begins[args[0]]);
    const text = readFileSync(file, 'utf8');
    const saves = [];
    for (let round = 1; round <= rounds; round += 1) {
      // As a person does, who saves after the last report.
      await new Promise((resolve) => setTimeout(resolve, 100));
      written = '';
      const [start, cpu] = [performance.now(), cpuSeconds(child.pid)];
      writeFileSync(file, `${text}\n// edited ${round} times\n`);
      await says(ends[args[0]]);
      const wall = (performance.now() - start) / 1000;
      saves.push({ wall, cpu: cpuSeconds(child.pid) - cpu, memory: megabytes(child.pid) });
    }
    const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];
    return {
      wall: middle(saves.map(({ wall }) => wall)),
      cpu: middle(saves.map(({ cpu }) => cpu)),
      peak: Math.max(...saves.map(({ memory }) => memory)),
    };
  } finally {
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
  }
}

/** User and system time of a process from /proc; not a number elsewhere. */
function cpuSeconds(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

/** Memory of a process from /proc; not a number elsewhere. */
function megabytes(pid) {
  try {
    return Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}
