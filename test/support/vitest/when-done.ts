import { afterAll, beforeAll, onTestFinished } from 'vitest';

type CleanUp = () => unknown;

/* Set while a shared thing is made: its clean-up has to wait for the last test. */
let ofShared: CleanUp[] | undefined;

/** Calls `cleanUp` when the test ends, or the last of the tests that share what is being made. */
export function whenDone(cleanUp: CleanUp): void {
  if (ofShared === undefined) onTestFinished(async () => void (await cleanUp()));
  else ofShared.push(cleanUp);
}

/** Makes something once for all tests of a file or `describe`; gives the function to get it with. */
export function shared<T>(make: () => Promise<T>): () => T {
  const cleanUps: CleanUp[] = [];
  let made: { value: T } | undefined;
  beforeAll(async () => {
    ofShared = cleanUps;
    try {
      made = { value: await make() };
    } finally {
      ofShared = undefined;
    }
  });
  afterAll(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  });
  return () => {
    if (made === undefined) throw new Error('It is made before the first test.');
    return made.value;
  };
}
