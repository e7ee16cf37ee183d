// How long a person waits for findings while `check --watch` runs: from saving a file to the end of the report.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** Median of the seconds from saving `file` to the next report. The file must not be one that anybody keeps. */
export async function secondsUntilFindings(command, definitions, file, rounds) {
  const child = spawn(process.execPath, [command, 'check', '--watch', '--definitions', definitions]);
  const ended = new Promise((_, reject) => {
    child.on('exit', (code) => reject(new Error(`check --watch ended with ${code}`)));
  });
  ended.catch(() => {});
  let reports = 0;
  let next = () => {};
  child.stdout.setEncoding('utf8').on('data', (text) => {
    reports += text.split('Ctrl-C ends').length - 1;
    next();
  });
  child.stderr.resume();
  const report = (number) =>
    Promise.race([
      ended,
      new Promise((resolve) => {
        next = () => reports >= number && resolve();
        next();
      }),
    ]);
  try {
    await report(1);
    const text = readFileSync(file, 'utf8');
    const times = [];
    for (let round = 1; round <= rounds; round += 1) {
      const before = reports;
      const start = performance.now();
      writeFileSync(file, `${text}\n// edited ${round} times\n`);
      await report(before + 1);
      times.push((performance.now() - start) / 1000);
    }
    return times.sort((a, b) => a - b)[times.length >> 1];
  } finally {
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
  }
}
