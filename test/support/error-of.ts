/** The error that a promise ends with; an error of another kind when it does not end with one. */
export async function errorOf(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => new Error('It did not fail'),
    (thrown: unknown) => thrown,
  );
  return error instanceof Error ? error : new Error(String(error));
}
