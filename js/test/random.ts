/** Whole numbers below `n` that look random and are the same for the same seed. */
export function numbers(seed: number): (n: number) => number {
  let state = (seed * 48271) % 2147483647;
  return (n) => {
    state = (state * 48271) % 2147483647;
    return state % n;
  };
}
