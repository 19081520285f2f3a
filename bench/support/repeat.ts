/** Runs `work` several times, one after the other, and returns the results. */
export async function repeated<T>(
  times: number,
  work: (round: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  for (let round = 0; round < times; round++) results.push(await work(round));
  return results;
}
