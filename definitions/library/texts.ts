import type { Duration, Legend } from 'dashwright';

/** Title, description and legend of a signal of the library. */
export interface Texts<L extends string> {
  readonly title?: string;
  readonly description?: string;
  /** Legend. @default the values of the labels */
  readonly legend?: Legend<L>;
}

/** Grouping and window of a signal of the library. */
export interface Grouping<B extends string> extends Texts<B> {
  /** Labels to keep. @default none: one value over all series */
  readonly by?: readonly B[];
  /** Window of rates. @default `$__rate_interval` on dashboards, the `over` of the rule in rules */
  readonly window?: Duration;
}

/** The given texts, with defaults for missing ones. */
export function withTexts<L extends string>(
  ours: { readonly title: string; readonly description: string },
  { title, description, legend }: Texts<L>,
) {
  return {
    title: title ?? ours.title,
    description: description ?? ours.description,
    ...(legend === undefined ? {} : { legend }),
  };
}
