import { CORE_SCHEMA, load, loadAll, mergeTag, YAMLException } from 'js-yaml';

/** With merged keys, `<<`, which the YAML of Go programs has. */
const schema = CORE_SCHEMA.withTags(mergeTag);

/** More lines than this in one file are repaired by nobody. */
const mostRepairs = 1000;

/** The documents of a YAML text, and the text that they were read from: line by line that of the file. */
export interface YamlDocuments {
  readonly contents: unknown[];
  readonly text: string;
}

/**
 * YAML as the Go programs read it that own such files. Where quotes or brackets span lines, theirs takes lines that are
 * indented less than YAML asks for: such a line gets more blanks, which within quotes and brackets say nothing.
 *
 * @throws YAMLException for what Go's parser refuses too, with the place in the text as it was given
 */
export function loadDocuments(text: string): YamlDocuments {
  try {
    return { contents: loadAll(text, { schema }), text };
  } catch (error) {
    const repaired = isIndentation(error) ? repair(text) : undefined;
    if (repaired) return repaired;
    throw error;
  }
}

/** One document, such as YAML in flow style that begins like JSON. @throws YAMLException */
export function loadDocument(text: string): unknown {
  return load(text, { schema });
}

function isIndentation(error: unknown): error is YAMLException {
  return error instanceof YAMLException && error.reason === 'deficient indentation';
}

function repair(text: string): YamlDocuments | undefined {
  const lines = text.split('\n');
  let last = -1;
  for (let repairs = 0; repairs < mostRepairs; repairs += 1) {
    const tried = lines.join('\n');
    try {
      return { contents: loadAll(tried, { schema }), text: tried };
    } catch (error) {
      const at = isIndentation(error) ? error.mark?.line : undefined;
      if (at === undefined || at <= last) return undefined;
      const above = lines.slice(0, at).findLastIndex((line) => line.trim() !== '');
      const [indentation = ''] = /^[ -]*/.exec(lines[above] ?? '') ?? [];
      const width = indentation.length + (above === last ? 0 : 2);
      lines[at] = `${' '.repeat(width)}${lines[at]?.trimStart() ?? ''}`;
      last = at;
    }
  }
  return undefined;
}
