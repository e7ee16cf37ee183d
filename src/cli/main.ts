import { Command, CommanderError } from 'commander';
import { reasonOf } from '../errors/caught.js';
import { Mistake } from '../errors/mistake.js';
import { fileError, isFileError } from '../errors/system-error.js';
import { releaseProcess, takeUnreported } from '../load/guard-process.js';
import { latePlace } from '../load/late-place.js';
import { endWhenMemoryIsFull } from '../load/out-of-memory.js';
import { isOfDefinitions, thrownBy } from '../load/thrown.js';
import { registerBacktest } from './commands/backtest.js';
import { registerBuild } from './commands/build.js';
import { registerCheck } from './commands/check.js';
import { registerDiff } from './commands/diff.js';
import { registerExplain } from './commands/explain.js';
import { registerExport } from './commands/export.js';
import { registerImport } from './commands/import.js';
import { registerInit } from './commands/init.js';
import { registerList } from './commands/list.js';
import { registerMetrics } from './commands/metrics.js';
import { registerPackage } from './commands/package.js';
import { registerPreview } from './commands/preview.js';
import { registerPublish } from './commands/publish.js';
import { registerPull } from './commands/pull.js';
import { registerPush } from './commands/push.js';
import { registerSimulate } from './commands/simulate.js';
import { registerSnapshot } from './commands/snapshot.js';
import { registerTest } from './commands/test.js';
import { exitCode } from './exit-code.js';
import type { Register } from './register.js';
import { type Console, terminalConsole } from './terminal/console.js';
import { version } from './version.js';

/**
 * Runs the command line.
 *
 * @returns The exit code: 0 success, 1 findings, 2 invalid usage, 3 a bug in dashwright.
 */
export async function main(args: readonly string[], given?: Console): Promise<number> {
  const console = given ?? terminalConsole();
  // Where the process is that of the command.
  if (!given) endWhenMemoryIsFull();
  let code: number = exitCode.fine;
  const program = new Command('dashwright')
    .description(
      'Monitoring as code: builds, checks and tests dashboards, rules, charts and modules from typed definitions.',
    )
    .version(version())
    .showHelpAfterError('(add --help for what is expected)')
    .configureOutput({ writeOut: console.out, writeErr: console.error })
    .exitOverride();
  const finish = (result: number): void => {
    code = result;
  };
  for (const register of commands) register(program, console, finish);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    code = await failure(error, console);
  }
  // Definitions can fail at any time, in a timer or a promise: earlier results are then not reliable.
  const unreported = takeUnreported();
  releaseProcess();
  // A build with findings runs the definitions twice, and the same fails twice.
  const printed = new Set<string>();
  const once: Console = {
    ...console,
    error(text) {
      if (!printed.has(text)) console.error(text);
      printed.add(text);
    },
  };
  for (const error of unreported) code = Math.max(code, await failure(error, once));
  return code;
}

/** In the order of the help. */
const commands: readonly Register[] = [
  registerInit,
  registerBuild,
  registerCheck,
  registerTest,
  registerPreview,
  registerSnapshot,
  registerList,
  registerImport,
  registerMetrics,
  registerExplain,
  registerExport,
  registerBacktest,
  registerSimulate,
  registerDiff,
  registerPush,
  registerPull,
  registerPackage,
  registerPublish,
];

async function failure(error: unknown, console: Console): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.fine : exitCode.usage;
  if (isOfDefinitions(error)) {
    const { text, stack } = thrownBy(error);
    const what = error instanceof Mistake ? error.message : `a definition throws ${text}`;
    const place = await latePlace(stack);
    console.error(`dashwright: ${place ? `${place.file}:${place.line}: ` : ''}${what}\n`);
    return exitCode.findings;
  }
  if (error instanceof Mistake) {
    const { message, exitCode: code } = error;
    console.error(`dashwright: ${message}\n`);
    return code;
  }
  // A full disk or a file that cannot be read is not a bug.
  if (isFileError(error)) return failure(fileError(error), console);
  const message = reasonOf(error);
  console.error(
    `dashwright: internal error: ${error instanceof Error ? (error.stack ?? message) : message}\n`,
  );
  return exitCode.internal;
}
