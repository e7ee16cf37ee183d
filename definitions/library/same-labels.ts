import { add, and, type Expression, ratio } from 'dashwright';

/**
 * An operator on two sides with the same labels. Where the labels are a parameter, the compiler cannot see that they
 * are the same; here both sides say so with one name.
 */
type OnSameLabels = <B extends string>(one: Expression<B>, other: Expression<B>) => Expression<B>;

/** One over the other; no sample where the other is 0. */
export const over = ratio as OnSameLabels;
export const together = add as OnSameLabels;
/** One, where there is the other too. */
export const whereAlso = and as OnSameLabels;
