#!/usr/bin/env node
import { Errors, flush, run } from '@oclif/core';

try {
  await run(process.argv.slice(2), import.meta.url);
  void flush();
} catch (error) {
  /* The framework repeats arguments in its errors. Loaded here, so that help loads nothing of ours. */
  const { printableError } = await import('../dist/printable.js');
  await Errors.handle(printableError(error));
}
