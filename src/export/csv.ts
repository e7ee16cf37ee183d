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
