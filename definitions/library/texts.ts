import type { Duration, Legend } from 'dashwright';

/** Texts of a ready-made signal that a team can set. */
export interface Texts<L extends string> {
  readonly title?: string;
  readonly description?: string;
  /** @default the values of the labels that are kept */
  readonly legend?: Legend<L>;
}

/** Grouping and window of a ready-made signal. */
export interface Grouping<B extends string> extends Texts<B> {
  /** Labels to keep. @default none: one value over all series */
  readonly by?: readonly B[];
  /** @default the panel's rate interval on dashboards, the rule's own window in rules */
  readonly window?: Duration;
}

/** The texts set by the team, with defaults for the others. */
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
