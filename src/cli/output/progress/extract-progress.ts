import type { Runtime } from '../../../runtime.js';
import { barProgress } from './bar-progress.js';
import { lineProgress } from './line-progress.js';
import type { ExtractProgress } from './progress.js';

/** Creates progress bars if `stream` is a terminal; otherwise passes a line per window to `write`. */
export function extractProgress(
  stream: NodeJS.WriteStream | undefined,
  runtime: Runtime,
  write: (line: string) => void,
): ExtractProgress {
  return stream?.isTTY ? barProgress(stream, runtime) : lineProgress(write);
}
