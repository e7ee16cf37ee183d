// Preloaded into every contestant: on exit, writes what the operating system has accounted for it to the file named in
// BENCH_METER; memory is that of the largest process. Node cannot be asked for the time of a child that was waited for, so each process reports its own.
const { subscribe } = require('node:diagnostics_channel');
const { readFileSync, writeFileSync } = require('node:fs');

const file = process.env.BENCH_METER;
// Only the contestant itself: its children inherit the environment.
delete process.env.BENCH_METER;
const children = [];
let childrenPeak = 0;
subscribe('child_process', ({ process: child }) => {
  children.push(child);
  // A child that is waited for takes the record of its memory with it.
  const timer = setInterval(() => {
    childrenPeak = Math.max(childrenPeak, peakOf(child.pid));
  }, 20).unref();
  child.once('exit', () => clearInterval(timer));
});

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const running = children.reduce((sum, child) => sum + secondsOf(child.pid, 11), 0);
  const cpu = (userCPUTime + systemCPUTime) / 1e6 + running + secondsOf('self', 13);
  writeFileSync(file, JSON.stringify({ cpu, peak: Math.max(maxRSS, childrenPeak) / 1024 }));
});

/**
 * CPU seconds from /proc, in hundredths; 0 elsewhere: at 11 those of a child that is still there, as esbuild's service
 * is; at 13 those of the children that a process has waited for, as promtool's are.
 */
function secondsOf(pid, at) {
  try {
    // The second field, a name in brackets, may hold spaces; user and system time are two fields in a row.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[at]) + Number(fields[at + 1])) / 100;
  } catch {
    return 0;
  }
}

/** Peak memory of a process in KiB; 0 where /proc does not say. */
function peakOf(pid) {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
