#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';

// Optimised code pays where a program runs for long. A build is over before what V8 by default spends on it comes back
// (a quarter of the CPU time of a large build), so functions have to run thirty times as long first.
setFlagsFromString('--interrupt-budget=2000000');
const { main } = await import('../lib/cli/main.js');

process.exitCode = await main(process.argv.slice(2));
