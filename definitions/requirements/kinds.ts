import type { AnyCatalog, AnyRecordingRule, Dashboard } from 'dashwright';

/** One thing that a document names, and the object that is it. */
export interface Requirement {
  readonly document: string;
  /** In the document's own texts. */
  readonly item: string;
  readonly bundle: string;
  readonly kind: 'dashboard' | 'panel' | 'alert' | 'metric' | 'recording rule' | 'configuration';
  /** What it is called here: a uid, a title, an alert's or a metric's name; a file of the definitions. */
  readonly name: string;
  /** Uid of the dashboard, of a panel. */
  readonly dashboard?: string;
  /** Of a configuration: the file in dist/, and what must be in it. */
  readonly file?: string;
  readonly text?: string;
}

/** Says what a document asks of one bundle. Objects and keys are passed as they are, so that a rename is noticed. */
export function requirementsOf(document: string, bundle: string) {
  const base = { document, bundle } as const;
  return {
    /** A dashboard, and its panels: the document's texts, and the titles here. */
    dashboard: (
      item: string,
      { uid }: Dashboard,
      panels: Readonly<Record<string, string>> = {},
    ): Requirement[] => [
      { ...base, kind: 'dashboard', item, name: uid },
      ...Object.entries(panels).map(
        ([texts, title]): Requirement => ({
          ...base,
          kind: 'panel',
          item: `${item}: ${texts}`,
          name: title,
          dashboard: uid,
        }),
      ),
    ],
    alerts: <Alerts extends object>(
      _alerts: Alerts,
      items: { readonly [Name in keyof Alerts]?: string },
    ): Requirement[] =>
      Object.entries<string | undefined>(items).map(([name, item = name]) => ({
        ...base,
        kind: 'alert',
        item,
        name,
      })),
    metrics: <Metrics extends AnyCatalog>(
      _catalog: Metrics,
      ...names: readonly (keyof Metrics & string)[]
    ): Requirement[] => names.map((name) => ({ ...base, kind: 'metric', item: name, name })),
    records: (...rules: readonly AnyRecordingRule[]): Requirement[] =>
      rules.map(({ record }) => ({ ...base, kind: 'recording rule', item: record, name: record })),
    /** A generated file with a text in it, and the file of the definitions that it comes from. */
    configuration: (item: string, name: string, file: string, text: string): Requirement => ({
      ...base,
      kind: 'configuration',
      item,
      name,
      file,
      text,
    }),
  };
}
