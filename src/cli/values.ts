import { type Command, InvalidArgumentError, Option } from 'commander';
import { reasonOf } from '../errors/caught.js';
import { webUrlFault } from '../errors/web-url.js';

/** Parses the value of an option. Commander adds the name of the option to the error. */
type Read<Value> = (text: string) => Value;

/**
 * An option with a strictly parsed value: an invalid value ends the command with exit code 2.
 *
 * @param read throws an Error whose message has the accepted values
 */
export function valueOption<Value>(flags: string, what: string, read: Read<Value>): Option {
  return new Option(flags, what).argParser((text: string) => readValue(text, read));
}

/** An option with several values, `--option <value...>`, each parsed separately. */
export function valuesOption<Value>(flags: string, what: string, read: Read<Value>): Option {
  return new Option(flags, what).argParser<Value[]>((text, before = []) => [
    ...before,
    readValue(text, read),
  ]);
}

/** The same for an argument. */
export function readArgument<Value>(read: Read<Value>): Read<Value> {
  return (text) => readValue(text, read);
}

function readValue<Value>(text: string, read: Read<Value>): Value {
  try {
    return read(text);
  } catch (error) {
    throw new InvalidArgumentError(reasonOf(error));
  }
}

/** An option with a fixed set of values. */
export function choiceOption(flags: string, what: string, choices: readonly string[]): Option {
  return new Option(flags, what).choices(choices);
}

/** A regular expression for whole names. */
export function namePattern(text: string): RegExp {
  try {
    return new RegExp(`^(?:${text})$`, 'u');
  } catch {
    throw new Error('Expected a regular expression such as http_.*');
  }
}

/** A percentage from 0 to 100, such as 90, 99.5 or 90%. A ratio such as 0.9 is refused; 0.9% is not. */
export function percent(text: string): number {
  const value = decimal(text.replace(/%$/, ''));
  if (value === undefined || value > 100)
    throw new Error('Expected a percentage from 0 to 100, such as 90 or 99.5.');
  if (value > 0 && value < 1 && !text.endsWith('%')) {
    // A ratio where a percentage was meant: less than one percent is never intended.
    const meant = Number((value * 100).toPrecision(12));
    throw new Error(`Expected a percentage from 0 to 100, such as 90 or 99.5: did you mean ${meant}?`);
  }
  return value;
}

/** Seconds of the scenario per second of real time, above 0 and up to 86400. */
export function speed(text: string): number {
  const value = decimal(text);
  if (value === undefined || value === 0 || value > 86_400)
    throw new Error('Expected a number above 0 and up to 86400, such as 60.');
  return value;
}

/** Seconds, above 0 and up to 3600, with or without a fraction. */
export function seconds(text: string): number {
  const value = decimal(text);
  if (value === undefined || value === 0 || value > 3600)
    throw new Error('Expected a number of seconds above 0 and up to 3600, such as 120.');
  return value;
}

/** A port to listen on, 0 to 65535; 0 is any free one. */
export function port(text: string): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= 65_535)) throw new Error('Expected a port from 0 to 65535, such as 4100.');
  return value;
}

/** A link of an editor, with `{file}` in it. */
export function editorLink(text: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\S*\{file\}\S*$/i.test(text))
    throw new Error('Expected a link with {file}, such as vscode://file{file}:{line}.');
  return text;
}

/** A number of samples, 1000 to a billion. */
export function sampleLimit(text: string): number {
  const value = decimal(text);
  if (value === undefined || !Number.isInteger(value) || value < 1000 || value > 1e9)
    throw new Error('Expected a whole number from 1000 to 1000000000.');
  return value;
}

/** Position in a list that counts from 1. */
export function position(text: string): number {
  const value = decimal(text);
  if (value === undefined || !Number.isInteger(value) || value < 1)
    throw new Error('Expected a whole number from 1.');
  return value;
}

/** A path, which does not need to exist. */
export function path(text: string): string {
  if (text.trim() === '' || text.includes('\0')) throw new Error('Expected the path of a file or folder.');
  return text;
}

/** A name, such as that of a bundle or a scenario. */
export function name(text: string): string {
  if (text.trim() === '') throw new Error('Expected a name; see dashwright list.');
  return text;
}

/** The uid of a dashboard in Grafana. */
export function dashboardUid(text: string): string {
  if (!/^[\w-]{1,40}$/.test(text))
    throw new Error('Expected the uid of a dashboard: at most 40 of letters, digits, - and _.');
  return text;
}

/** A folder of Grafana: a uid, a title, or titles with / between them. */
export function folderName(text: string): string {
  if (text.split('/').every((part) => part.trim() === ''))
    throw new Error('Expected the uid or the title of a folder, or a path such as Team/Shop.');
  return text;
}

/** The name of a new bundle: a folder, and a part of the names of charts, modules and Kubernetes objects. */
export function bundleName(text: string): string {
  if (!/^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/.test(text) || text.length > 40)
    throw new Error(
      'Expected up to 40 lower-case letters, digits, _ and -, beginning with a letter, such as shop.',
    );
  return text;
}

/** The name or address of a host, without port. */
export function hostName(text: string): string {
  if (!/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$|^\[?[0-9A-Fa-f:.]+\]?$/.test(text))
    throw new Error('Expected a host name without a port, such as monitoring.example.com.');
  return text;
}

/** An HTTP URL. */
export function webAddress(text: string): string {
  const fault = webUrlFault(text);
  if (fault !== undefined)
    throw new Error(`Expected an HTTP URL, such as https://git.example.com/team/monitoring: ${fault}.`);
  return text;
}

/** A revision of the sources, such as the hash of a commit. */
export function revision(text: string): string {
  if (!/^[!-~]+$/.test(text))
    throw new Error('Expected the hash of a commit, as printed by git rev-parse HEAD.');
  return text;
}

/** Digits with or without a fraction: no sign, no exponent, no white space. */
function decimal(text: string): number | undefined {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Options that have no effect without another option, or without one of several, and are an error without it. */
export function needs(command: Command, pairs: Readonly<Record<string, string | readonly string[]>>): void {
  command.hook('preAction', () => {
    for (const [option, other] of Object.entries(pairs)) {
      const others = [other].flat();
      const given = command.getOptionValueSource(option) === 'cli';
      if (!given || others.some((one) => command.getOptionValue(one) !== undefined)) continue;
      const flags = others.map((one) => `'${flagOf(command, one)}'`).join(' or ');
      command.error(`error: option '${flagOf(command, option)}' needs ${flags}`);
    }
  });
}

function flagOf(command: Command, attribute: string): string {
  return command.options.find((option) => option.attributeName() === attribute)?.flags ?? attribute;
}
