#!/usr/bin/env node
import { execute } from '@oclif/core';

/* Whatever this process and its children write is private to the user unless it is meant to be shared. */
process.umask(0o077);

await execute({ dir: import.meta.url });
