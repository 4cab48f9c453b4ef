/**
 * The emotion curve: a smooth line through points one column apart that never overshoots them,
 * so that it shows no feeling nobody had. Slopes after M. Steffen, "A simple method for
 * monotonic interpolation in one dimension", Astron. Astrophys. 239 (1990), 443–450.
 */

/** An SVG path; x counts columns and points sit in their middle; null leaves a gap. */
export function curve(heights: readonly (number | null)[]): string {
  let path = "";
  let start = 0;
  while (start < heights.length) {
    let end = start;
    while (end < heights.length && heights[end] !== null) end += 1;
    if (end > start) path += run(start, heights.slice(start, end) as number[]);
    start = end + 1;
  }
  return path;
}

const round = (value: number) => Number(value.toFixed(3));

function run(start: number, y: number[]): string {
  const step = y.slice(1).map((value, index) => value - (y[index] as number));
  const slope = y.map((_, index) => {
    const [before, after] = [step[index - 1], step[index]];
    return before === undefined || after === undefined ? null : inner(before, after);
  });
  let path = `M${start + 0.5},${round(y[0] as number)}`;
  step.forEach((rise, index) => {
    const leave = slope[index] ?? (3 * rise - (slope[index + 1] ?? rise)) / 2;
    const arrive = slope[index + 1] ?? (3 * rise - (slope[index] ?? rise)) / 2;
    const from = y[index] as number;
    const to = y[index + 1] as number;
    const x = start + index + 0.5;
    const first = `${round(x + 1 / 3)},${round(from + leave / 3)}`;
    const second = `${round(x + 2 / 3)},${round(to - arrive / 3)}`;
    path += `C${first},${second},${x + 1},${round(to)}`;
  });
  return path;
}

/** Flat at a turning point, else no steeper than either side allows. */
function inner(before: number, after: number): number {
  const least = Math.min(Math.abs(before), Math.abs(after), Math.abs(before + after) / 4);
  return (Math.sign(before) + Math.sign(after)) * least;
}
