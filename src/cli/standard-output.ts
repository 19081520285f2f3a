import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import type { Hook } from '@oclif/core';
import { exitCodes } from '../errors.js';

/**
 * Makes this process write to a file on standard output until all is written, and end with a message if that
 * fails. Node writes once: on a full disk, the end of a result would be missing, and nobody would know.
 * Called before each command.
 */
const checkStandardOutput: Hook.Prerun = async () => {
  const stdout: Writable & { readonly fd?: number } = process.stdout;
  /* Terminals and pipes are sockets, which write all; in tests, there may be no descriptor. */
  const { fd } = stdout;
  if (stdout instanceof Socket || fd === undefined) return;
  stdout._write = (chunk: Buffer, _, done) => {
    try {
      for (let at = 0; at < chunk.length;) at += writeSync(fd, chunk, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const why = code === 'ENOSPC' ? 'no space is left' : code;
      process.stderr.write(` ›   Error: The output cannot be written: ${why}.\n`);
      process.exit(exitCodes.database);
    }
    done();
  };
};

export default checkStandardOutput;
