/* Copies the queries of the report beside its compiled code, which reads them. */
import { cpSync } from 'node:fs';

cpSync('src/report/queries', 'dist/report/queries', { recursive: true });
