import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip, gunzipSync } from 'node:zlib';

const unzip = promisify(gunzip);

/** Reports a body that fetching it again would not change. */
export class UnusableBody extends Error {}

export interface BodyBounds {
  /** Maximum size in bytes, as sent and decompressed. */
  readonly maxBytes: number;
  /** Resolves when this many bytes may be in memory. */
  readonly reserve: (bytes: number) => Promise<void>;
}

/**
 * Reads and decompresses a body, and takes no more memory than the bounds say.
 * @throws UnusableBody if it is larger or has an encoding that was not asked for, and any other error
 *   if it is incomplete.
 */
export async function readBody(
  body: Readable,
  headers: Headers,
  bounds: BodyBounds,
): Promise<Buffer> {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() || 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') {
    throw new UnusableBody(`is encoded as "${encoding.slice(0, 40)}", which was not asked for`);
  }
  if (Number(headers.get('content-length')) > bounds.maxBytes) throw tooLarge(bounds);
  const sent = await collect(body, bounds);
  return encoding === 'gzip' ? decompress(sent, bounds) : sent;
}

async function collect(body: Readable, bounds: BodyBounds): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bounds.maxBytes) throw tooLarge(bounds);
    await bounds.reserve(bytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

/* A gzip stream ends with its decompressed size, modulo 2^32. A buffer for all of it takes a third of
   the CPU time of the library's 16 kB chunks. The size can be wrong, so it is tried first, as a limit
   that the library holds. */
async function decompress(sent: Buffer, bounds: BodyBounds): Promise<Buffer> {
  const announced = sent.length < 4 ? 0 : sent.readUInt32LE(sent.length - 4);
  const { maxBytes, reserve } = bounds;
  for (const limit of announced < maxBytes ? [announced, maxBytes] : [maxBytes]) {
    await reserve(sent.length + limit);
    try {
      const size = { chunkSize: Math.max(limit + 1, 1024), maxOutputLength: Math.max(limit, 1) };
      return limit <= smallBytes ? gunzipSync(sent, size) : await unzip(sent, size);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw error;
    }
  }
  throw tooLarge(bounds);
}

/* Up to this size, handing the work to another thread and back takes longer than the work. */
const smallBytes = 64 * 1024;

function tooLarge({ maxBytes }: BodyBounds): UnusableBody {
  return new UnusableBody(`is larger than ${maxBytes / megabyte} MB`);
}

const megabyte = 1024 * 1024;
