import { add, type Expression, mul, or, ratio } from 'dashwright';

/**
 * An operator on two sides with the same labels. Where the labels are a parameter, the compiler cannot see that they
 * are the same; here both sides say so with one name.
 */
type OnSameLabels = <B extends string>(one: Expression<B>, other: Expression<B>) => Expression<B>;

/** One over the other; no sample where the other is 0. */
export const over = ratio as OnSameLabels;
export const together = add as OnSameLabels;

/**
 * A part of a whole, 0 to 1. Series of the part that do not exist count as 0, for a counter with labels is born with
 * its first event; a whole of 0 gives no sample, so that "nothing happened" is neither 0 % nor 100 %.
 */
export function shareOf<B extends string>(part: Expression<B>, whole: Expression<B>): Expression<B> {
  const none: Expression<B> = mul(0, whole);
  return over(or<B>(part, none), whole);
}
