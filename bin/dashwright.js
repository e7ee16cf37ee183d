#!/usr/bin/env node
import { existsSync } from 'node:fs';
import './optimise-later.js';

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
