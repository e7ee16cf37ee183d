// Preloaded into every contestant: on exit, writes what the operating system has accounted for it to the file named in
// BENCH_METER. Node cannot be asked for the time of a child that was waited for, so each process reports its own.
const { subscribe } = require('node:diagnostics_channel');
const { readFileSync, writeFileSync } = require('node:fs');

const file = process.env.BENCH_METER;
// Only the contestant itself: its children inherit the environment.
delete process.env.BENCH_METER;
const children = [];
subscribe('child_process', ({ process: child }) => children.push(child));

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpu =
    (userCPUTime + systemCPUTime) / 1e6 + children.reduce((sum, child) => sum + secondsOf(child.pid), 0);
  writeFileSync(file, JSON.stringify({ cpu, peak: maxRSS / 1024 }));
});

/** CPU seconds of a child that is still there, as esbuild's service is: from /proc, in hundredths; 0 elsewhere. */
function secondsOf(pid) {
  try {
    // The second field, a name in brackets, may hold spaces; user and system time are the 14th and 15th.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}
