import type { Command } from 'commander';
import type { Console } from './terminal/console.js';

/** Adds a command to the program. The command hands its exit code to `finish`. */
export type Register = (program: Command, console: Console, finish: (code: number) => void) => void;
