/** One line of CSV (RFC 4180), ended as every tool on Unix expects it: `\n`. */
export function csvLine(cells: readonly string[]): string {
  return `${csvCells(cells)}\n`;
}

/** Cells between commas, without the end of the line. */
export function csvCells(cells: readonly string[]): string {
  return cells.map(csvCell).join(',');
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A text that no spreadsheet runs: one that begins like a formula gets an apostrophe before it, which spreadsheets
 * read as "this is text" (owasp.org/www-community/attacks/CSV_Injection). Numbers are not given here.
 */
export function withoutFormula(text: string): string {
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}
