import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const meter = fileURLToPath(new URL('meter.cjs', import.meta.url));

/**
 * Runs the contestants in turn, round after round: what slows the machine down slows them all. Each run writes into a
 * fresh folder, unless the contestant says `keep`, and then into the one that its first, uncounted run has filled.
 * Folders are removed with the scratch folder: without a journal, ext4 is slow to create files where others have been
 * removed within a minute (recently_deleted() in fs/ext4/ialloc.c), which takes a build up to twice the time.
 *
 * @param contestants Each: name, args(folder) for `node`, keep, before() for each counted run, and whether findings
 *   (exit code 1) are no failure: everything has been checked, emitted and staged by then.
 * @returns Per contestant its name, the medians of cpu and wall in seconds and peak in MB, and what it found.
 */
export function interleave(contestants, rounds, scratch) {
  const newFolder = () => mkdtempSync(join(scratch, 'output-'));
  const runs = contestants.map(() => []);
  const kept = contestants.map(({ keep }) => (keep ? newFolder() : undefined));
  for (let round = 0; round < rounds; round += 1) {
    contestants.forEach((contestant, index) => {
      const folder = kept[index] ?? newFolder();
      if (contestant.keep && round === 0) runOnce(contestant, folder, scratch);
      contestant.before?.();
      runs[index].push(runOnce(contestant, folder, scratch));
    });
  }
  return contestants.map(({ name }, index) => ({
    name,
    cpu: median(runs[index].map(({ cpu }) => cpu)),
    wall: median(runs[index].map(({ wall }) => wall)),
    peak: median(runs[index].map(({ peak }) => peak)),
    findings: runs[index][0].findings,
  }));
}

/** One run: CPU and peak as the operating system accounts them, wall from start to end. */
export function runOnce({ name, args, findingsAllowed }, folder, scratch) {
  const report = join(scratch, 'meter.json');
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', meter, ...args(folder)], {
    encoding: 'utf8',
    env: { ...process.env, BENCH_METER: report },
  });
  const wall = (performance.now() - start) / 1000;
  const found = status === 1 && findingsAllowed;
  if (status !== 0 && !found)
    throw new Error(`${name} ended with ${status}:\n${stdout}${stderr}`.slice(0, 4000));
  const findings = found ? stderr.trim().split('\n').slice(0, 3).join(' ') : undefined;
  return { wall, findings, ...JSON.parse(readFileSync(report, 'utf8')) };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
