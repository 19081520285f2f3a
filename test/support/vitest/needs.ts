declare module 'vitest' {
  interface TaskMeta {
    /** What is missing, when the test or group is skipped for that. */
    needs?: string;
  }
}

/**
 * Options for a test or group that needs something which may be missing: where it is, they change
 * nothing; where it is not, the test is skipped and the last lines of the run say what it needs.
 */
export function needs(what: string, isPresent: boolean) {
  return isPresent ? {} : { skip: true, meta: { needs: what } };
}
