/** What a query in a text asks for, as far as it is known before the text is expanded. */
export interface TemplateQuery {
  /** PromQL that can be parsed; what is only known later is replaced. */
  readonly text: string;
  /** The same for people: what is only known later as it is written. */
  readonly written: string;
  /** Identifiers in `text` that stand for something only known later. */
  readonly names: ReadonlySet<string>;
  /** False where something stands for more than the value of a string or a number: it may not parse as it is. */
  readonly exact: boolean;
  /** Where the query stands in the text of the template. */
  readonly start: number;
  readonly end: number;
}

/** What a text uses, with its place as UTF-16 offsets of the text. */
export type TemplateUse = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'label' | 'external-label'; readonly name: string }
  /** A label of what a query inside the text gives. */
  | { readonly kind: 'query-label'; readonly name: string; readonly query: TemplateQuery }
  | { readonly kind: 'query'; readonly query: TemplateQuery }
  /** The value of the alert, printed; with `plain` as it is, or as a number by printf. */
  | { readonly kind: 'value'; readonly plain: boolean }
  | { readonly kind: 'function' | 'variable'; readonly name: string }
  /** A field that is not there; `there` are those that are. */
  | { readonly kind: 'field'; readonly name: string; readonly there: readonly string[] }
  /** A function of Prometheus that writes the value of the alert in a unit. */
  | { readonly kind: 'format'; readonly name: string }
  /** What Go's templates expand to an error: `name` is the reason. */
  | { readonly kind: 'mismatch'; readonly name: string; readonly expected: string }
  | { readonly kind: 'broken'; readonly name: string }
);
