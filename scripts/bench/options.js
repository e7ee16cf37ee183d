import { parseArgs } from 'node:util';

/** What the command line asks for. Ends the program for --help, and with 2 for what it does not know. */
export function readOptions(usage, options) {
  try {
    const { values } = parseArgs({ options: { ...options, help: { type: 'boolean', default: false } } });
    if (!values.help) return values;
    process.stdout.write(usage);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

/** A number such as `--rounds`. Ends the program with 2 for others. */
export function positive(text) {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  process.stderr.write(`not a positive whole number: ${text}\n`);
  process.exit(2);
}
