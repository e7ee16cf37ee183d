/**
 * A report as JSON. The version is that of the command's schema in docs/schemas: it is raised when a field goes, or gets
 * another meaning; fields can be added without.
 */
export function jsonText(report: object): string {
  return `${JSON.stringify({ version: 1, ...report }, null, 2)}\n`;
}
