import { add, and, type Expression, ratio, share, sub } from 'dashwright';

/**
 * An operator on two sides with the same labels. If the labels are type parameters, the compiler cannot know that they
 * are the same; here both sides use one type parameter.
 */
type OnSameLabels = <B extends string>(one: Expression<B>, other: Expression<B>) => Expression<B>;

/** The quotient; no sample while the divisor is 0. */
export const over = ratio as OnSameLabels;
export const together = add as OnSameLabels;
export const less = sub as OnSameLabels;
/** The quotient of failures and all; 0 before the first failure. */
export const failedShare = share as OnSameLabels;
/** The left side, where the right side has a series too. */
export const whereAlso = and as OnSameLabels;
