import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { DefinitionError, type Place } from '../catalog/index.js';
import type { Problem } from '../catalog/shape/index.js';
import { nearest } from '../catalog/similar.js';
import type { Finding } from '../check/index.js';
import type { BuiltInChange } from './built-ins.js';
import type { CompiledDefinitions, CompileError } from './compile.js';
import { ChangesProcessError, EndsProcessError } from './guard-process.js';
import { TooLongError } from './limit.js';
import type { Impurity } from './run.js';
import { scriptName } from './script-name.js';
import type { Locate, SourcePosition } from './source-position.js';
import { isInstance, thrownBy } from './thrown.js';

/** Definitions that do not compile; their position goes into `positions`. */
export function syntaxFinding(
  error: CompileError,
  definitions: string,
  positions: Map<Place, CompileError>,
): Finding {
  const place: Place = { order: 0 };
  positions.set(place, error);
  const path = error.file === undefined ? relative(process.cwd(), definitions) : error.file;
  const { message, suggestion } = error;
  const remedy = missingModule(error, definitions) ?? { suggestion };
  return { check: 'definition/syntax', level: 'error', path, place, message, ...remedy };
}

/** What to do about an import that leads to nothing: the file that was meant, or the package to install. */
function missingModule(
  { message, file }: CompileError,
  definitions: string,
): Pick<Finding, 'expected' | 'suggestion'> | undefined {
  const module = /^Could not resolve "(.+)"$/.exec(message)?.[1];
  if (module === undefined) return undefined;
  if (!/^\.{1,2}\//.test(module))
    return {
      expected: `a module of Node.js or an installed package: npm install --save-dev ${packageOf(module)}`,
    };
  const folder = resolve(definitions, dirname(file ?? ''), dirname(module));
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => !/\.d\.ts$/.test(name)) : [];
  const similar = nearest(
    basename(module),
    files.map((name) => name.replace(/\.ts$/, '.js')),
  );
  return {
    expected: 'the path of a file, relative to this one, with the ending .js for a .ts file',
    suggestion: similar && `did you mean ${module.slice(0, -basename(module).length)}${similar}?`,
  };
}

/** The name of the package of a module: `@shop/metrics` of `@shop/metrics/http`. */
function packageOf(module: string): string {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Where `syntaxFinding` has put the positions of its findings. */
export function locateErrors(positions: ReadonlyMap<Place, CompileError>, definitions: string): Locate {
  return (place) => {
    const error = place && positions.get(place);
    if (error?.file === undefined || error.line === undefined) return undefined;
    const file = relative(process.cwd(), resolve(definitions, error.file));
    return { file, line: error.line, column: error.column ?? 1 };
  };
}

/**
 * An error thrown by a definition, as a finding.
 *
 * @param file its file relative to the definitions, if known, in case the error has no position
 */
export function throwFinding(path: string, error: unknown, file?: string): Finding {
  if (isInstance(error, DefinitionError)) return mistakeFinding(path, error, file);
  const { text, stack } = thrownBy(error);
  const message = `the definition throws ${text}`;
  const place = placeIn(stack, file);
  return { check: 'definition/throws', level: 'error', path, place, message, expected: cause(text) };
}

function placeIn(stack: string | undefined, file: string | undefined): Place {
  return stack?.includes(`${scriptName}:`) ? { order: 0, stack } : { order: 0, file };
}

/** The usual cause of an error of the language itself. */
function cause(thrown: string): string {
  return /undefined|null|not a function|not iterable|not defined/.test(thrown)
    ? 'an existing value; undefined usually comes from a misspelt name, or from modules that import each other'
    : 'definitions that run without an error';
}

function hasName(line: string, name: string): boolean {
  const at = line.indexOf(name);
  return at >= 0 && !/[\w$]/.test(line.charAt(at + name.length)) && !/[\w$]/.test(line.charAt(at - 1));
}

/** A built-in object is changed; where that was not seen, its name and that of the property are found in the script. */
export function changeFinding(
  { of, key, stack }: BuiltInChange,
  { script, code }: Pick<CompiledDefinitions, 'script' | 'code'>,
): Finding {
  const changed = key === undefined ? of : `${of}.${key}`;
  return {
    check: 'definition/impure',
    level: 'error',
    path: 'definitions',
    place: {
      order: 0,
      stack: stack ?? lineWith([changed, `${of}[${JSON.stringify(key)}]`, key ?? of, of], script, code),
    },
    message: `a definition changes ${changed}, which is the same object in all bundles and in dashwright itself`,
    expected: 'a function of your own; built-in objects must not be changed',
  };
}

/** Whether a script names what was changed. */
export function isChangedIn({ of, key }: BuiltInChange, code: string): boolean {
  return code.split('\n').some((line) => hasName(line, key ?? of));
}

/** The first line of the script that has one of these names, as a stack. */
function lineWith(names: readonly string[], script: string, code: string): string {
  const lines = code.split('\n');
  const index = names.map((name) => lines.findIndex((line) => hasName(line, name))).find((at) => at >= 0);
  const column = Math.max((lines[index ?? 0] ?? '').search(/\S/), 0) + 1;
  return index === undefined ? '' : `${script}:${index + 1}:${column}`;
}

/** A definition reads what can differ in the next build. */
export function impureFinding({ what, place }: Impurity): Finding {
  return {
    check: 'definition/impure',
    level: 'error',
    path: 'definitions',
    place,
    message: `a definition uses ${what}: the next build of the same definitions could have different outputs`,
    expected: 'a value in the definition itself, or environments({ … }) for what differs between clusters',
  };
}

/** The settings are plain data without a constructor: the position is found by the name in the text. */
export function settingFinding(
  { at, message, expected, suggestion }: Problem,
  file: string,
  positions: Map<Place, SourcePosition>,
): Finding {
  const name =
    /"([^"]+)"/.exec(`${at.endsWith(']') ? at : ''} ${message}`)?.[1] ?? at.replace(/\[\d+\]$/, '');
  const lines = readFileSync(file, 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes(name.split('.').at(-1) ?? name));
  const place: Place = { order: 0 };
  const column = line < 0 ? 1 : (lines[line]?.search(/\S/) ?? 0) + 1;
  positions.set(place, { file: relative(process.cwd(), file), line: Math.max(line, 0) + 1, column });
  const path = basename(file);
  const text = at === '' ? `${path} ${message}` : `${path}: ${at} ${message}`;
  return { check: 'definition/invalid', level: 'error', path, place, message: text, expected, suggestion };
}

/** An invalid argument of a constructor. */
export function mistakeFinding(path: string, mistake: DefinitionError, file?: string): Finding {
  const { message, expected, suggestion, stack } = mistake;
  const place = mistake.place ?? placeIn(stack, file);
  return { check: idOf(mistake), level: 'error', path, place, message, expected, suggestion };
}

function idOf(mistake: DefinitionError): string {
  if (mistake instanceof EndsProcessError) return 'definition/ends-process';
  if (mistake instanceof ChangesProcessError) return 'definition/impure';
  return mistake instanceof TooLongError ? 'definition/too-long' : 'definition/invalid';
}
