// Alerts about CPU, memory, clock and file descriptors, as part of `nodeMixin`.
import { abs, type Catalog, count, increase, max, not, panel, rate, signal, sum } from 'dashwright';
import { also, named } from './labels.js';
import type { nodeMetrics, nodeSystemMetrics } from './node.js';
import { ready, wholeNumbers } from './ready-alerts.js';
import { gaugeSeries, shareSeries } from './ready-series.js';
import { over } from './same-labels.js';

export function nodeSystemAlerts<Target extends string>(
  metrics: Catalog<ReturnType<typeof nodeMetrics> & ReturnType<typeof nodeSystemMetrics>, Target>,
  { by, only }: { readonly by: readonly Target[]; readonly only: object },
) {
  type Cpu = Target | 'cpu' | 'mode';
  const cpuTime = metrics.node_cpu_seconds_total;
  const { node_filefd_allocated: openFiles, node_filefd_maximum: maximumFiles } = metrics;
  const modes = (mode: unknown): object => ({ ...only, mode });

  const cpu = signal<Target>({
    title: 'CPU busy',
    description: 'Share of the time of all CPUs in which they were neither idle nor waiting for disks.',
    expr: over<Target>(
      sum<Cpu, Target>(rate(cpuTime.where(modes(not(/idle|iowait/)))), { by }),
      sum<Cpu, Target>(rate(cpuTime.where(only)), { by }),
    ),
    range: [0, 1],
  });
  const load = signal<Target>({
    title: 'Load per CPU',
    description: 'Tasks that run or wait for a CPU or a disk, per CPU, averaged over 5 minutes.',
    expr: over<Target>(
      max<Target, Target>(metrics.node_load5.where(only), { by }),
      count<Cpu, Target>(cpuTime.where(modes('idle')), { by }),
    ),
    unit: 'short',
  });
  const faults = signal<Target>({
    title: 'Major page faults',
    description: 'Pages of programs that had to be read from disk, per second.',
    expr: sum<Target, Target>(rate(metrics.node_vmstat_pgmajfault.where(only)), { by }),
  });
  const oomKills = signal<Target>({
    title: 'OOM kills, 10 m',
    description: 'Processes that the kernel killed in 10 minutes because memory ran out.',
    expr: sum<Target, Target>(increase(metrics.node_vmstat_oom_kill.where(only), '10m'), { by }),
  });
  const clockOffset = signal<Target>({
    title: 'Clock offset',
    description: 'How far the clock is from its time source, in either direction.',
    expr: max<Target, Target>(abs(metrics.node_timex_offset_seconds.where(only)), { by }),
  });
  const clockError = signal<Target>({
    title: 'Largest clock error',
    description:
      'Largest possible error of the clock. Grows by about 2 s an hour without synchronisation, up to 16 s.',
    expr: max<Target, Target>(metrics.node_timex_maxerror_seconds.where(only), { by }),
  });
  const files = signal<Target>({
    title: 'File descriptors of limit',
    description: 'File descriptors that all processes use, as a share of the limit of the kernel.',
    expr: over<Target>(
      max<Target, Target>(openFiles.where(only), { by }),
      max<Target, Target>(maximumFiles.where(only), { by }),
    ),
    unit: 'percentunit',
  });

  return {
    signals: {
      cpu,
      load,
      faults,
      oomKills,
      clockOffset,
      clockError,
      files,
    },
    alerts: {
      NodeCpuHigh: ready<Target>({
        signal: cpu,
        side: 'above',
        threshold: 0.9,
        for: '30m',
        severity: 'info',
        window: '5m',
        summary: ({ labels, value }) => `${named(by, labels)} uses ${value} of its CPUs`,
        description: ({ value, threshold }) =>
          `The CPUs were busy ${value} of the time (threshold ${threshold}). There is no headroom for peaks.`,
        runbook: `
## What to look at

The busiest processes (\`top\`). Is it user time (work), system time (the kernel) or steal (the hypervisor gives the CPU to
others)?

## What to do

Batch work may use all CPUs. Otherwise move work to another machine, or use a larger one.`,
        series: (to, course, of) =>
          to
            .series(
              cpuTime,
              also({ mode: 'user' }, of),
              course.perSecond((share) => share),
            )
            .series(
              cpuTime,
              also({ mode: 'idle' }, of),
              course.perSecond((share) => 1 - share),
            ),
      }),
      NodeLoadHigh: ready<Target>({
        signal: load,
        side: 'above',
        threshold: 2,
        for: '15m',
        severity: 'warning',
        summary: ({ labels, value }) => `${named(by, labels)} has a load of ${value} per CPU`,
        description: ({ value, threshold }) =>
          `${value} tasks per CPU run or wait (threshold ${threshold}). Everything on this machine is slower than usual.`,
        runbook: `
## What to look at

\`vmstat 5\`: column r counts tasks that wait for a CPU, b those that wait for a disk or a network file system. \`top\` shows
which they are.

## What to do

Move or stop the work that takes the CPUs. If tasks wait for a disk, see the alert about busy disks; an NFS server that
does not respond has the same effect.`,
        series: (to, course, of) =>
          to
            .series(
              metrics.node_load5,
              of,
              course.value((load) => load * 2),
            )
            .series(
              cpuTime,
              also({ cpu: '0', mode: 'idle' }, of),
              course.perSecond(() => 0.1),
            )
            .series(
              cpuTime,
              also({ cpu: '1', mode: 'idle' }, of),
              course.perSecond(() => 0.1),
            )
            .series(
              cpuTime,
              also({ cpu: '0', mode: 'user' }, of),
              course.perSecond(() => 0.9),
            ),
      }),
      NodeMajorPageFaultsHigh: ready<Target>({
        signal: faults,
        side: 'above',
        threshold: 500,
        for: '15m',
        severity: 'warning',
        window: '5m',
        summary: ({ labels, value }) =>
          `${named(by, labels)} reads ${value.fixed(0)} pages per second from disk`,
        description: ({ value, threshold }) =>
          `Programs wait for ${value.fixed(0)} pages per second from disk (threshold ${threshold}): memory is too small for what runs.`,
        runbook: `
## What to look at

Available memory, and \`vmstat 5\`: columns si and so are swapping. Many programs that start at once also cause major page
faults.

## What to do

End or move what uses most memory (\`ps aux --sort=-rss\`), or add memory.`,
        series: (to, course, of) =>
          to.series(
            metrics.node_vmstat_pgmajfault,
            of,
            course.perSecond((rate) => rate),
          ),
      }),
      NodeOomKills: ready<Target>({
        signal: oomKills,
        side: 'above',
        threshold: 0,
        for: '0m',
        severity: 'warning',
        window: '10m',
        around: wholeNumbers('above'),
        summary: ({ labels }) => `The kernel of ${named(by, labels)} killed a process because memory ran out`,
        description: ({ value }) =>
          `${value.fixed(0)} processes were killed in 10 minutes because memory ran out: that of the machine, or the limit of a container.`,
        runbook: `
## What to look at

\`dmesg -T | grep -i "killed process"\` names the process; the lines above say whether the machine or a cgroup was out of
memory.

## What to do

Check that the process is running again. Then give it more memory, set a limit that fits, or find the leak.`,
        series: (to, course, of) =>
          to.series(
            metrics.node_vmstat_oom_kill,
            of,
            course.perSecond((kills) => kills / 600),
          ),
      }),
      NodeClockSkewed: ready<Target>({
        signal: clockOffset,
        side: 'above',
        threshold: 0.05,
        for: '10m',
        severity: 'warning',
        summary: ({ labels, value }) => `The clock of ${named(by, labels)} is off by ${value}`,
        description: ({ value, threshold }) =>
          `The clock is ${value} away from its time source (threshold ${threshold}). Certificates, tokens, leases and the order of logs depend on it.`,
        runbook: `
## What to look at

\`chronyc tracking\` or \`timedatectl timesync-status\`: which time source is used, and is the offset getting smaller? A virtual
machine jumps after it was suspended or moved.

## What to do

If the offset does not get smaller, restart the time daemon, or step the clock (\`chronyc makestep\`) while no database
runs on the machine.`,
        series: (to, course, of) =>
          to.series(
            metrics.node_timex_offset_seconds,
            of,
            course.value((seconds) => -seconds),
          ),
      }),
      NodeClockNotSynchronised: ready<Target>({
        signal: clockError,
        side: 'above',
        threshold: 10,
        for: '10m',
        severity: 'warning',
        summary: ({ labels }) => `The clock of ${named(by, labels)} is not synchronised`,
        description: ({ value }) =>
          `The clock may be wrong by up to ${value}: it has not been synchronised for hours, or never since the machine started.`,
        runbook: `
## What to look at

Does a time daemon run (\`systemctl status chronyd systemd-timesyncd\`), and can it reach its servers (\`chronyc sources\`)?
A firewall that blocks UDP port 123 is a usual cause.

## What to do

Start the daemon, or give it servers that it can reach.`,
        series: gaugeSeries(metrics.node_timex_maxerror_seconds),
      }),
      NodeFileDescriptorsHigh: ready<Target>({
        signal: files,
        side: 'above',
        threshold: 0.8,
        for: '15m',
        severity: 'warning',
        summary: ({ labels, value }) => `${named(by, labels)} uses ${value} of its file descriptors`,
        description: ({ value, threshold }) =>
          `${value} of the file descriptors that the kernel allows are in use (threshold ${threshold}). At 100% no process can open a file or a connection.`,
        runbook: `
## What to look at

\`lsof | awk '{print $1, $2}' | sort | uniq -c | sort -n | tail\` shows the processes with most of them. A number that grows
for days is a leak.

## What to do

Restart the process that leaks, or raise \`fs.file-max\`.`,
        series: shareSeries(openFiles, maximumFiles, 1e6),
      }),
    },
    panels: [
      panel.timeseries({ title: 'CPU busy', show: cpu, min: 0, max: 1, width: 6 }),
      panel.timeseries({ title: 'Load per CPU', show: load, min: 0, width: 6 }),
      panel.timeseries({ title: 'Major page faults', show: faults, min: 0, width: 6 }),
      panel.timeseries({
        title: 'OOM kills, 10 m',
        show: oomKills,
        min: 0,
        width: 6,
        fixedRange: 'The alert uses the same 10 minutes.',
      }),
      panel.timeseries({ title: 'File descriptors of limit', show: files, min: 0, width: 6 }),
      panel.timeseries({ title: 'Clock offset', show: clockOffset, min: 0, width: 6 }),
      panel.timeseries({ title: 'Largest clock error', show: clockError, min: 0, width: 6 }),
    ],
  };
}
