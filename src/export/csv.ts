/** One line of CSV (RFC 4180), with `\n` at the end. */
export function csvLine(cells: readonly string[]): string {
  return `${csvCells(cells)}\n`;
}

/** Cells with commas between them, without a line end. */
export function csvCells(cells: readonly string[]): string {
  return cells.map(csvCell).join(',');
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const number = /^[+-]?(?:\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|Inf)$/;

/**
 * Text that a spreadsheet does not run: if it begins like a formula, an apostrophe before it marks it as text
 * (owasp.org/www-community/attacks/CSV_Injection). A number, such as the bound of a bucket, stays as it is.
 */
export function withoutFormula(text: string): string {
  if (number.test(text)) return text;
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}
