#!/usr/bin/env node
import { Errors, flush, run } from '@oclif/core';

/* Whatever this process and its children write is private to the user unless it is meant to be shared. */
process.umask(0o077);

try {
  await run(process.argv.slice(2), import.meta.url);
  void flush();
} catch (error) {
  /* The framework repeats arguments in its errors. Loaded here, so that help loads nothing of ours. */
  const { printableError } = await import('../dist/printable.js');
  await Errors.handle(printableError(error));
}
