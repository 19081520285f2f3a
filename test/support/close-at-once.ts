/**
 * SQL that makes the engine leave what is in the log where it is when the database is closed. The checkpoint
 * of a file with all tables takes a fifth of the time of a build, and the file goes with the test.
 */
export const closeAtOnce = 'pragma disable_checkpoint_on_shutdown';
