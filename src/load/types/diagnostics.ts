/** What the TypeScript compiler prints with `--pretty false --listFiles`. */
export interface CompilerOutput {
  readonly diagnostics: readonly Diagnostic[];
  /** Every file of the program, as it was printed. */
  readonly files: readonly string[];
}

export interface Diagnostic {
  /** As it was printed: relative to the working folder of the compiler. Undefined where it is about options. */
  readonly file?: string;
  /** From 1, like the column. */
  readonly line: number;
  readonly column: number;
  /** `TS2322`. */
  readonly code: string;
  /** One line, with those that explain it, which the compiler indents. */
  readonly message: string;
}

const inFile = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/;
const withoutFile = /^error (TS\d+): (.*)$/;

/** Reads what the compiler prints. */
export function readOutput(text: string): CompilerOutput {
  const diagnostics: Diagnostic[] = [];
  const files: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, file, row, column, code, message] = inFile.exec(line) ?? [];
    const [, general, what] = withoutFile.exec(line) ?? [];
    const last = diagnostics.at(-1);
    if (file !== undefined && code !== undefined && message !== undefined)
      diagnostics.push({ file, line: Number(row), column: Number(column), code, message });
    else if (general !== undefined && what !== undefined)
      diagnostics.push({ line: 1, column: 1, code: general, message: what });
    else if (/^\s/.test(line) && last && files.length === 0)
      diagnostics.splice(-1, 1, { ...last, message: `${last.message} ${line.trim()}` });
    else if (line !== '') files.push(line);
  }
  return { diagnostics, files };
}
