/** What a Prometheus template uses, found without running it. */
export interface TemplateUse {
  readonly kind: 'label' | 'external-label' | 'value' | 'function' | 'variable' | 'field' | 'broken';
  readonly name: string;
}

const action = /\{\{-?\s*((?:"(?:[^"\\]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)*'|(?!\}\})[\s\S])*?)\s*-?\}\}/g;
const token =
  /"(?:[^"\\]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)*'|\$?[A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*|\$|\.(?:[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)?|:=|[^\s]/g;
const keywords = new Set([
  'if',
  'else',
  'end',
  'range',
  'with',
  'define',
  'template',
  'block',
  'break',
  'continue',
  'nil',
  'true',
  'false',
]);
const opening = new Set(['if', 'range', 'with', 'define', 'block']);

/** Functions of Prometheus' templates and of Go's template language. */
export const templateFunctions: ReadonlySet<string> = new Set(
  `query first label value strvalue args reReplaceAll safeHtml match title toUpper toLower graphLink tableLink
  sortByLabel stripPort stripDomain humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp toTime
  toDuration now pathPrefix externalURL parseDuration urlQueryEscape tmpl and or not len index slice print printf
  println html js urlquery call eq ne lt le gt ge`.split(/\s+/),
);

const cache = new Map<string, readonly TemplateUse[]>();
const cacheLimit = 1000;
const nothing: readonly TemplateUse[] = [];

/** Labels, functions and variables that a template uses, and what is broken about it. */
export function usesOf(template: string): readonly TemplateUse[] {
  if (!template.includes('{{')) return nothing;
  const known = cache.get(template);
  if (known) return known;
  const found = read(template);
  // The texts of one alert are often those of a thousand.
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(template, found);
  return found;
}

function read(template: string): readonly TemplateUse[] {
  const found: TemplateUse[] = [];
  const rest = template.replace(action, '');
  if (rest.includes('{{')) return [{ kind: 'broken', name: 'an action {{ is not closed' }];
  const defined = new Set(['$labels', '$externalLabels', '$externalURL', '$value', '$']);
  const blocks: string[] = [];
  for (const [, code = ''] of template.matchAll(action)) {
    if (code.startsWith('/*')) continue;
    const tokens = code.match(token) ?? [];
    const [first] = tokens;
    if (first === 'end') {
      if (blocks.pop() === undefined) found.push({ kind: 'broken', name: 'an {{ end }} has no beginning' });
      continue;
    }
    declare(tokens, defined);
    // Inside range and with, the dot is another thing.
    const dotIsRoot = !blocks.some((block) => block === 'range' || block === 'with' || block === 'define');
    tokens.forEach((word, index) => {
      const use = useOf(word, tokens, index, defined, dotIsRoot);
      if (use) found.push(use);
    });
    if (first !== undefined && opening.has(first)) blocks.push(first);
  }
  if (blocks.length > 0) found.push({ kind: 'broken', name: `{{ ${blocks.at(-1)} }} has no {{ end }}` });
  return found;
}

/** `$x := …` and `range $i, $x := …`. */
function declare(tokens: readonly string[], defined: Set<string>): void {
  const at = tokens.indexOf(':=');
  for (const word of at < 0 ? [] : tokens.slice(0, at)) if (word.startsWith('$')) defined.add(word);
}

function useOf(
  word: string,
  tokens: readonly string[],
  index: number,
  defined: ReadonlySet<string>,
  dotIsRoot: boolean,
): TemplateUse | undefined {
  if (word.startsWith('$')) return ofVariable(word, tokens, index, defined);
  if (word.startsWith('.')) return dotIsRoot && word !== '.' ? ofField(word) : undefined;
  if (!/^[A-Za-z_]/.test(word) || keywords.has(word) || templateFunctions.has(word)) return undefined;
  return { kind: 'function', name: word };
}

function ofVariable(
  word: string,
  tokens: readonly string[],
  index: number,
  defined: ReadonlySet<string>,
): TemplateUse | undefined {
  const [variable = '', label] = word.split('.');
  if (!defined.has(variable)) return { kind: 'variable', name: variable };
  if (variable === '$value') return { kind: 'value', name: variable };
  const kind =
    variable === '$labels' ? 'label' : variable === '$externalLabels' ? 'external-label' : undefined;
  if (!kind) return undefined;
  if (label !== undefined) return { kind, name: label };
  const key = tokens[index - 1] === 'index' ? tokens[index + 1] : undefined;
  return key?.startsWith('"') ? { kind, name: key.slice(1, -1) } : undefined;
}

function ofField(word: string): TemplateUse | undefined {
  const [, field = '', label] = word.split('.');
  if (field === 'Value') return { kind: 'value', name: word };
  if (field === 'Labels') return label === undefined ? undefined : { kind: 'label', name: label };
  if (field === 'ExternalLabels')
    return label === undefined ? undefined : { kind: 'external-label', name: label };
  return field === 'ExternalURL' ? undefined : { kind: 'field', name: word };
}
