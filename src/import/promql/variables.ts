/** Grafana's variables in a query. */
const variable = /\$\{[^}]*\}|\$\w+|\[\[\w+(?::\w+)?\]\]/y;
const unit = /(?:ms|[smhdwy])(?!\w)/y;

/** A query in which the variables that stand for durations are durations. */
export interface ReplacedVariables {
  readonly text: string;
  /** The variables by the durations, in milliseconds, that stand for them. */
  readonly durations: ReadonlyMap<number, string>;
  /** Whether a variable is left that is neither a duration nor part of a text: the query is no PromQL then. */
  readonly others: boolean;
}

/** No query has this duration: a prime number of milliseconds, more than two weeks. */
const firstDuration = 1_299_709_001;

/**
 * Makes PromQL of a query of a dashboard: variables in texts stay, variables in the place of a duration become durations
 * that nothing else has.
 */
export function replaceVariables(query: string): ReplacedVariables {
  const durations = new Map<number, string>();
  const byText = new Map<string, number>();
  let text = '';
  let others = false;
  let at = 0;
  while (at < query.length) {
    const character = query[at] ?? '';
    if (character === '#') {
      const end = query.indexOf('\n', at);
      const next = end < 0 ? query.length : end;
      text += query.slice(at, next);
      at = next;
      continue;
    }
    if (character === '"' || character === "'" || character === '`') {
      const end = endOfText(query, at);
      text += query.slice(at, end);
      at = end;
      continue;
    }
    variable.lastIndex = at;
    const found = character === '$' || character === '[' ? variable.exec(query)?.[0] : undefined;
    if (found === undefined) {
      text += character;
      at++;
      continue;
    }
    at += found.length;
    if (!/(?:[[:]|\boffset\s*-?)\s*$/.test(text.slice(-20))) {
      others = true;
      text += found;
      continue;
    }
    unit.lastIndex = at;
    const suffix = unit.exec(query)?.[0] ?? '';
    at += suffix.length;
    const whole = found + suffix;
    const known = byText.get(whole) ?? firstDuration + 2 * byText.size;
    byText.set(whole, known);
    durations.set(known, whole);
    text += `${known}ms`;
  }
  return { text, durations, others };
}

/** The index behind the quote that closes a text. */
function endOfText(query: string, start: number): number {
  const quote = query[start];
  for (let at = start + 1; at < query.length; at++) {
    if (query[at] === '\\' && quote !== '`') at++;
    else if (query[at] === quote) return at + 1;
  }
  return query.length;
}
