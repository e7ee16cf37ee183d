/** Grafana's variables in a query. */
const variable = /\$\{[^}]*\}|\$\w+|\[\[\w+(?::\w+)?\]\]/y;
const unit = /(?:ms|[smhdwy])(?!\w)/y;

/** A query in which something that PromQL has stands for each variable. */
export interface ReplacedVariables {
  readonly text: string;
  /** The variables by the durations, in milliseconds, that stand for them. */
  readonly durations: ReadonlyMap<number, string>;
  /** Whether names or scalars stand for variables, and not durations alone. */
  readonly named: boolean;
  /** How many variables may be a number or a name: what stands for them is a guess. */
  readonly guesses: number;
}

/** No query has this duration: a prime number of milliseconds, more than two weeks. */
const firstDuration = 1_299_709_001;

/** No metric and no label has such a name. */
const placeholder = /__dashwright_((?:[0-9a-f]{2})+)x/g;

/** A name that stands for a variable, and says which. */
function nameOf(text: string): string {
  return `__dashwright_${Buffer.from(text).toString('hex')}x`;
}

/** A name or a part of one, with the variables that names stand for. */
export function withVariables(name: string): string {
  return name.replaceAll(placeholder, (_, hex: string) => Buffer.from(hex, 'hex').toString());
}

/** Whether a name stands for a variable, or has one in it. */
export function hasPlaceholder(name: string): boolean {
  return name.includes('__dashwright_');
}

/** Parts of a query in which a variable can only be a name: a list of labels. */
const labelList = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*$/i;

/**
 * Makes PromQL of a query of a dashboard: variables in texts stay, those in the place of a duration become durations
 * that nothing else has, others names or scalars.
 *
 * @param isNumber Whether the nth variable that may be either is a number
 * @param known Durations that stand for variables already
 */
function replaceVariables(
  query: string,
  isNumber: (index: number) => boolean = () => true,
  known: ReadonlyMap<number, string> = new Map(),
): ReplacedVariables {
  const durations = new Map(known);
  const byText = new Map([...known].map(([milliseconds, text]) => [text, milliseconds]));
  let guesses = 0;
  let named = false;
  let text = '';
  let at = 0;
  let inBraces = false;
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
      if (character === '{') inBraces = true;
      if (character === '}') inBraces = false;
      text += character;
      at++;
      continue;
    }
    at += found.length;
    if (/(?:[[:]|\boffset\s*-?)\s*$/.test(text.slice(-20)) && !/[\w:]:$/.test(text)) {
      unit.lastIndex = at;
      const suffix = unit.exec(query)?.[0] ?? '';
      at += suffix.length;
      const whole = found + suffix;
      const duration = byText.get(whole) ?? firstDuration + 2 * byText.size;
      byText.set(whole, duration);
      durations.set(duration, whole);
      text += `${duration}ms`;
      continue;
    }
    const isName =
      inBraces ||
      /[\w:]$/.test(text) ||
      /^(?:[\w:$]|\s*[{[])/.test(query.slice(at)) ||
      labelList.test(text.slice(-300));
    if (!isName) guesses++;
    named = true;
    text += isName || !isNumber(guesses - 1) ? nameOf(found) : `scalar(${nameOf(found)})`;
  }
  return { text, durations, named, guesses };
}

/** Of a query with more, not every combination is tried. */
const mostGuesses = 4;

/** What a query with variables may be, the likeliest first. */
export function readings(query: string, known?: ReadonlyMap<number, string>): readonly ReplacedVariables[] {
  const first = replaceVariables(query, undefined, known);
  const { guesses } = first;
  if (guesses === 0) return [first];
  const all = 2 ** Math.min(guesses, mostGuesses) - 1;
  const masks = guesses > mostGuesses ? [all] : Array.from({ length: all }, (_, index) => all - index);
  const others = masks.map((mask) =>
    // A set bit is a name; beyond the bits, the last one counts for all.
    replaceVariables(query, (index) => (mask & (1 << Math.min(index, mostGuesses - 1))) === 0, known),
  );
  return [first, ...others];
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
