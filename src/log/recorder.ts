import type { ExtractEvent } from '../extract/report/events.js';
import type { PublishEvent } from '../publish/publisher.js';
import type { RunEvent } from '../transform/run/model-events.js';
import type { TestEvent } from '../transform/run/test-events.js';
import type { LogFile, LogRecord } from './log-file.js';
import { extractRecord, modelRecord, publishRecord, testRecord } from './records.js';

/** Takes the events of the steps, and keeps them in a log. */
export interface Recorder {
  onExtract(event: ExtractEvent): void;
  onModel(event: RunEvent): void;
  onTest(event: TestEvent): void;
  onPublish(target: string, event: PublishEvent): void;
}

/** Creates a recorder that writes to `log`, with the names of restaurants once they are known. */
export function createRecorder(log: Pick<LogFile, 'write'>): Recorder {
  let names: ReadonlyMap<string, string> = new Map();
  const write = (record: LogRecord | undefined) => {
    if (record !== undefined) log.write(record);
  };
  return {
    onExtract: (event) => {
      if (event.type === 'discovered') names = event.names;
      write(extractRecord(event, names));
    },
    onModel: (event) => write(modelRecord(event)),
    onTest: (event) => write(testRecord(event)),
    onPublish: (target, event) => write(publishRecord(target, event)),
  };
}
