// Compares the result of Prometheus' PromQL tests with the list of known exceptions. Usage: promqltest-report.js
// CASES.JSONL EXCEPTIONS.JSON
import { readFileSync } from 'node:fs';

const [casesFile, exceptionsFile] = process.argv.slice(2);
const cases = readFileSync(casesFile, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
/** Each: file, line, expr, reason. */
const exceptions = JSON.parse(readFileSync(exceptionsFile, 'utf8'));
const key = ({ file, line, expr }) => `${file}:${line ?? 0} ${expr}`;
const known = new Map(exceptions.map((exception) => [key(exception), exception.reason]));

let problems = 0;
const failed = cases.filter((one) => one.error !== undefined);
for (const one of failed) {
  const reason = known.get(key(one));
  if (reason === undefined) problems += 1;
  console.log(`${reason === undefined ? 'FAILED' : 'known '} ${key(one)}\n       ${reason ?? one.error}`);
}
const failedKeys = new Set(failed.map(key));
for (const exception of exceptions) {
  if (failedKeys.has(key(exception))) continue;
  problems += 1;
  console.log(`PASSES ${key(exception)}: remove it from the exceptions`);
}
const files = new Set(cases.map((one) => one.file)).size;
console.log(
  `${cases.length - failed.length} of ${cases.length} cases pass, in ${files} files; ${exceptions.length} known exceptions`,
);
process.exit(problems === 0 && cases.length > 0 ? 0 : 1);
