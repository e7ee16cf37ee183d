// Runs another program, so that its CPU and memory are measured as those of a contestant. Usage: node run.js
// PROGRAM [ARGUMENTS]
import { spawn } from 'node:child_process';

const [program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
