import type { ExtractEvent } from '../../../extract/report/events.js';

/** Shows the progress of an extraction. `stop` restores the terminal. */
export interface ExtractProgress {
  onEvent(event: ExtractEvent): void;
  stop(): void;
}
