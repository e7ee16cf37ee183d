/** Parses CSV according to RFC 4180, independently of the code that writes it. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        if (at >= text.length) throw new Error('a quoted cell does not end');
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') {
          cell += '"';
          at += 1;
        } else break;
        at += 1;
      }
      at += 1;
      if (!/[,\n]/.test(text[at] ?? '\n')) throw new Error(`text after a quoted cell at ${at}`);
    } else {
      while (at < text.length && !/[,\n]/.test(text[at] ?? '')) {
        if (/["\r]/.test(text[at] ?? '')) throw new Error(`a bare quote or return at ${at}`);
        cell += text[at];
        at += 1;
      }
    }
    row.push(cell);
    if (text[at] !== ',') {
      rows.push(row);
      row = [];
    }
    at += 1;
  }
  return rows;
}

/** Rows as objects by the names in the header. */
export function readRecords(text: string): Record<string, string>[] {
  const [header = [], ...rows] = readCsv(text);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}
