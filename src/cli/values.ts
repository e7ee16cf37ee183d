import { type Command, InvalidArgumentError, Option } from 'commander';

/** Reads the value of an option. What is wrong with it is commander's to say, with the option's name. */
type Read<Value> = (text: string) => Value;

/**
 * An option whose value is read strictly: anything else ends the command with exit code 2 and the accepted values.
 *
 * @param read throws an Error whose message says what is accepted
 */
export function valueOption<Value>(flags: string, what: string, read: Read<Value>): Option {
  return new Option(flags, what).argParser((text: string) => readValue(text, read));
}

/** The same for an option that takes several values, `--option <value...>`: each is read by itself. */
export function valuesOption<Value>(flags: string, what: string, read: Read<Value>): Option {
  return new Option(flags, what).argParser<Value[]>((text, before = []) => [
    ...before,
    readValue(text, read),
  ]);
}

function readValue<Value>(text: string, read: Read<Value>): Value {
  try {
    return read(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

/** An option that is one of some words. */
export function choiceOption(flags: string, what: string, choices: readonly string[]): Option {
  return new Option(flags, what).choices(choices);
}

/** A share in percent, 0 to 100, written as 90, 99.5 or 90%. */
export function percent(text: string): number {
  const value = decimal(text.replace(/%$/, ''));
  if (value === undefined || value > 100) throw new Error('It is a share from 0 to 100, as 90 or 99.5.');
  return value;
}

/** Seconds of the scenario in one real second, above 0 and up to 86400: a day in a second. */
export function speed(text: string): number {
  const value = decimal(text);
  if (value === undefined || value === 0 || value > 86_400)
    throw new Error('It is a number above 0 and up to 86400, as 60.');
  return value;
}

/** A path; what is there is looked at by whoever reads or writes it. */
export function path(text: string): string {
  if (text.trim() === '' || text.includes('\0')) throw new Error('It is the path of a file or folder.');
  return text;
}

/** A name, such as that of a bundle or a scenario. */
export function name(text: string): string {
  if (text.trim() === '') throw new Error('It is a name; dashwright list shows those that there are.');
  return text;
}

/** The name or address of a host, without port. */
export function hostName(text: string): string {
  if (!/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$|^\[?[0-9A-Fa-f:.]+\]?$/.test(text))
    throw new Error('It is the name of a host without a port, as monitoring.example.com.');
  return text;
}

/** The address of a web page or a folder on a web server. */
export function webAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '')
    throw new Error('It is a URL of HTTP, as https://git.example.com/team/monitoring.');
  return text;
}

/** What a system of version control calls a state of the sources, such as the hash of a commit. */
export function revision(text: string): string {
  if (!/^[!-~]+$/.test(text)) throw new Error('It is the hash of a commit: git rev-parse HEAD prints it.');
  return text;
}

/** Digits with or without a fraction: no sign, no exponent, no white space. */
function decimal(text: string): number | undefined {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Options that mean something only beside another: given alone they are refused, where they would be ignored. */
export function needs(command: Command, pairs: Readonly<Record<string, string>>): void {
  command.hook('preAction', () => {
    for (const [option, other] of Object.entries(pairs)) {
      const given = command.getOptionValueSource(option) === 'cli';
      if (given && command.getOptionValue(other) === undefined)
        command.error(`error: option '${flagOf(command, option)}' needs '${flagOf(command, other)}'`);
    }
  });
}

function flagOf(command: Command, attribute: string): string {
  return command.options.find((option) => option.attributeName() === attribute)?.flags ?? attribute;
}
