/** Does the same so many times, one after the other, and gives what came of each. */
export async function repeated<T>(
  times: number,
  work: (round: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  for (let round = 0; round < times; round++) results.push(await work(round));
  return results;
}
