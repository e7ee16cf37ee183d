// Types of packages that only the page of the preview installs: tests that import files of the page are checked without
// them, as in a clean checkout. The page itself is checked with the real ones.
declare module '@grafana/data' {
  export type DataLink = object;
  export type FieldConfigSource = object;
}
