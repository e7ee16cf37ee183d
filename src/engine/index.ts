import { Alertmanager } from './alertmanager.js';
import { Engine } from './engine.js';
import { EngineLoadError } from './errors.js';
import { start } from './start.js';
import { type WasmBytes, type WasmModule, webAssembly } from './web-assembly.js';

export {
  Alertmanager,
  type AlertTimes,
  type DispatchOutcome,
  type DispatchRequest,
  type Inhibitor,
  type Notification,
  type RouteInForce,
  type StoryMoment,
  type Suppression,
} from './alertmanager.js';
export type * from './ast.js';
export { Engine } from './engine.js';
export { EngineCrashError, EngineError, EngineLoadError } from './errors.js';
export type {
  AlertMoment,
  AlertRule,
  AlertState,
  AlertTimeline,
  RecordRule,
  Rule,
  RuleError,
  RuleGroup,
  RuleRun,
  RuleRunOutcome,
  RuleWarnings,
  SampleResult,
} from './evaluate.js';
export type { Feature, Features } from './features.js';
export type { Histogram, HistogramBucket, HistogramInput } from './histogram.js';
export { LoadedSeries, type RuleRunResult } from './loaded-series.js';
export type {
  FormattedExpression,
  ParsedError,
  ParsedExpression,
  ParsedOk,
  ParseError,
  ParseOptions,
} from './parse.js';
export type { ParsedTemplates } from './parse-templates.js';
export type {
  InstantQuery,
  MatrixSeries,
  QueryOptions,
  QueryResult,
  QueryValue,
  RangeQuery,
  VectorSample,
} from './query.js';
export type { RuleFileError, RuleFileOptions } from './rule-file.js';
export type {
  ColumnSeries,
  Labels,
  NotationSeries,
  SampleInput,
  SampleSeries,
  SeriesInput,
} from './series.js';
export type * from './template-ast.js';
export { childrenOf, selectedName } from './tree.js';
export type { WasmBytes, WasmModule } from './web-assembly.js';

export interface LoadOptions {
  /**
   * Folder of `engine.wasm.br` and `engine.json`, as a path or file URL. Default: relative to this module, in the
   * sources and in the compiled package. Used by the first load in a process only.
   */
  readonly folder?: string | URL;
}

/** Enough to parse a large build, and for most scenarios. */
const atOnce = { memory: 288 };

let compiled: Promise<WasmModule> | undefined;
let current: Promise<Engine> | undefined;

/**
 * The engine of this process, started by the first call and shared by all. After its program has ended the next
 * call starts a new one. Node only; a browser passes the bytes to `startEngine`.
 * @throws EngineLoadError when the engine file is missing or damaged
 */
export async function loadEngine(options: LoadOptions = {}): Promise<Engine> {
  const running = current;
  if (running !== undefined) {
    const engine = await running.catch(() => undefined);
    if (engine?.alive) return engine;
    if (current === running) current = undefined;
  }
  current ??= startFromFile(options);
  return current;
}

async function startFromFile(options: LoadOptions): Promise<Engine> {
  compiled ??= import('./load-node.js')
    .then(({ readEngine }) => readEngine('engine', options.folder))
    .then(compile);
  try {
    return new Engine(await start(await compiled, atOnce));
  } catch (error) {
    compiled = undefined;
    throw error;
  }
}

let alertmanager: Promise<Alertmanager> | undefined;

/**
 * Alertmanager's code, started by the first call in this process and shared by all; only what decides on routes asks for
 * it. After its program has ended the next call starts a new one. Node only.
 * @throws EngineLoadError when the engine file is missing or damaged
 */
export async function loadAlertmanager(options: LoadOptions = {}): Promise<Alertmanager> {
  const running = alertmanager;
  if (running !== undefined) {
    const started = await running.catch(() => undefined);
    if (started?.alive) return started;
    if (alertmanager === running) alertmanager = undefined;
  }
  alertmanager ??= import('./load-node.js')
    .then(({ readEngine }) => readEngine('alertmanager', options.folder))
    .then(startAlertmanager);
  return alertmanager;
}

/**
 * Starts Alertmanager's code from the bytes of `alertmanager.wasm` or a compiled module, as `startEngine` does.
 * @throws EngineLoadError when the bytes are not an engine
 */
export async function startAlertmanager(source: WasmBytes | WasmModule): Promise<Alertmanager> {
  return new Alertmanager(await start(await moduleOf(source)));
}

/**
 * Starts a separate engine from the bytes of the WebAssembly file (decompressed) or a compiled module. Works without
 * Node. The caller keeps the instance, and starts another one after `alive` has become false.
 * @throws EngineLoadError when the bytes are not an engine
 */
export async function startEngine(source: WasmBytes | WasmModule): Promise<Engine> {
  return new Engine(await start(await moduleOf(source), atOnce));
}

async function moduleOf(source: WasmBytes | WasmModule): Promise<WasmModule> {
  const isBytes = source instanceof ArrayBuffer || source instanceof Uint8Array;
  return isBytes ? compile(source) : source;
}

async function compile(bytes: WasmBytes): Promise<WasmModule> {
  try {
    return await webAssembly.compile(bytes);
  } catch (error) {
    throw new EngineLoadError(`the engine file is not WebAssembly: ${(error as Error).message}`);
  }
}
