#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

// Optimised code pays where a program runs for long. A build is over before what V8 by default spends on it comes back
// (a quarter of the CPU time of a large build), so functions have to run some thirty times as often first. V8 has
// changed the flag's name once, and says so on stderr where it does not know one: only releases where it was tried.
const optimiseLater = {
  20: '--interrupt-budget=2000000',
  22: '--invocation-count-for-turbofan=100000',
  24: '--invocation-count-for-turbofan=100000',
  26: '--invocation-count-for-turbofan=100000',
};
const flag = optimiseLater[process.versions.node.split('.')[0]];
if (flag) setFlagsFromString(flag);
const program = new URL('../lib/cli/main.js', import.meta.url);
if (existsSync(program)) {
  const { main } = await import(program);
  const code = await main(process.argv.slice(2));
  // Definitions may have left timers or servers behind, which nobody waits for.
  const written = (stream) => new Promise((resolve) => stream.write('', resolve));
  await Promise.all([written(process.stdout), written(process.stderr)]);
  process.exit(code);
} else {
  // Archives of npm have it; a checkout does not.
  process.stderr.write('dashwright: this checkout is not compiled. What to do: npm ci && npm run build\n');
  process.exitCode = 2;
}
