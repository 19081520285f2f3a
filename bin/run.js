#!/usr/bin/env node

/* Whatever this process and its children write is private to the user unless it is meant to be shared. */
process.umask(0o077);

/* Until a command listens itself, which takes as long as loading it, and in commands that never do. */
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    if (process.listenerCount(signal) > 1) return;
    process.stderr.write(' ›   Error: Interrupted.\n');
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/* Longer lines of help and of errors are hard to read. The framework reads this when it is loaded. */
const { columns } = process.stdout.isTTY ? process.stdout : process.stderr;
if (columns > 100) globalThis.oclif = { columns: 100 };

/* Loaded last, since it takes most of the time of a short command. */
const { Errors, flush, run } = await import('@oclif/core');

try {
  await run(process.argv.slice(2), import.meta.url);
  void flush();
} catch (error) {
  /* The framework repeats arguments in its errors. Loaded here, so that help loads nothing of ours. */
  const { printableError } = await import('../dist/printable.js');
  await Errors.handle(printableError(error));
}
