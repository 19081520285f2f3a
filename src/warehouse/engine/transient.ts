/**
 * Names the in-memory database that is attached for the staging tables of models. It is not part of
 * the file and ends with the process.
 */
export const transientDatabase = 'transient';
