import type { KnownFinding } from '../../check/other-findings.js';
import { jsonText } from '../json.js';
import { withExamples } from '../options/definitions.js';
import { formatOption } from '../options/format.js';
import type { Register } from '../register.js';

/** `dashwright explain`: the page of a check, or the list of all. */
export const registerExplain: Register = (program, console) => {
  const command = program
    .command('explain')
    .description('explain what a check finds, why it matters, how to fix it and when to suppress it')
    .argument('[check]', 'id of a check; default: list all')
    .addOption(formatOption('json'));
  withExamples(command, {
    'dashwright explain': 'list all checks',
    'dashwright explain promql/rate-of-sum': 'explain one check',
  });
  command.action(async (id: string | undefined, { format }: { readonly format: string }) => {
    const [{ explain, explained }, { UsageError }] = await Promise.all([
      import('../../check/explain.js'),
      import('../../load/index.js'),
    ]);
    if (id === undefined) {
      if (format === 'json') return console.out(jsonText({ checks: explained.map(entry) }));
      const width = Math.max(...explained.map((one) => one.id.length));
      for (const one of explained)
        console.out(`${one.id.padEnd(width)}  ${one.level.padEnd(7)}  ${one.summary}\n`);
      return;
    }
    try {
      const page = explain(id);
      const one = explained.find((known) => known.id === id);
      console.out(format === 'json' ? jsonText({ checks: one ? [{ ...entry(one), page }] : [] }) : page);
    } catch (error) {
      throw error instanceof RangeError ? new UsageError(error.message) : error;
    }
  });
};

function entry({ id, level, summary }: KnownFinding): object {
  return { id, level, summary };
}
