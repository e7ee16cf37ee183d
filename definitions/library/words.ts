import type { Duration, Legend } from 'dashwright';

/** What a team may say in its own words about a ready-made signal. */
export interface Words<L extends string> {
  readonly title?: string;
  readonly description?: string;
  /** @default the values of the labels that are kept */
  readonly legend?: Legend<L>;
}

/** Which series a ready-made signal keeps apart, and over how much time it looks. */
export interface Grouping<B extends string> extends Words<B> {
  /** Labels to keep. @default none: one value over all series */
  readonly by?: readonly B[];
  /** @default the panel's rate interval on dashboards, the rule's own window in rules */
  readonly window?: Duration;
}

/** The team's words where there are any, ours where there are none. */
export function worded<L extends string>(
  ours: { readonly title: string; readonly description: string },
  { title, description, legend }: Words<L>,
) {
  return {
    title: title ?? ours.title,
    description: description ?? ours.description,
    ...(legend === undefined ? {} : { legend }),
  };
}
