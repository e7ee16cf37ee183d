// Types of packages that only the page of the preview installs: tests that import files of the page are checked without
// them, as in a clean checkout. The page itself is checked with the real ones.
declare module '@grafana/data' {
  export type DataLink = object;
  export type FieldConfigSource = object;
  interface ShownField {
    readonly name: string;
    readonly type: string;
    readonly values: readonly unknown[];
    readonly labels?: Readonly<Record<string, string>>;
    readonly config: { readonly displayName?: string };
    readonly state?: { readonly displayName?: string };
    readonly display?: (value: unknown) => ShownValue;
  }
  interface ShownValue {
    readonly text: string;
    readonly suffix?: string;
    readonly numeric: number;
  }
  interface ShownFrame {
    readonly name?: string;
    readonly fields: readonly ShownField[];
  }
  export interface DataContextScopedVar {
    readonly value: {
      readonly frame?: ShownFrame;
      readonly field: ShownField;
      readonly data: readonly ShownFrame[];
      readonly rowIndex?: number;
      readonly calculatedValue?: ShownValue;
    };
  }
  export type ScopedVars = Readonly<Record<string, { readonly value?: unknown } | undefined>>;
}
