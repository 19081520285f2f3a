/**
 * How fast the simulated API serves pages of 100 orders: cold (each page for the first time) and
 * warm (again). Run by hand: `npx tsx bench/simulator-pages.ts`; prints one JSON line.
 */
import { Agent, request } from 'node:http';
import {
  DEMO_CLIENT_ID,
  DEMO_CLIENT_SECRET,
  startSimulator,
  type Simulator,
} from '../src/simulator/server.js';

const CONNECTIONS = 8;
const WINDOW = { startDate: '2026-01-01T00:00:00.000Z', endDate: '2026-02-01T00:00:00.000Z' };

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

async function send(
  simulator: Simulator,
  path: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const outgoing = request(simulator.url + path, { agent, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        if (response.statusCode !== 200) reject(new Error(`${path}: ${response.statusCode}`));
        resolve(bytes);
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Gets every page of the window over several connections. */
async function readAll(simulator: Simulator, headers: Record<string, string>, pages: number) {
  const started = performance.now();
  let [next, bytes] = [1, 0];
  const worker = async (): Promise<void> => {
    while (next <= pages) {
      const query = new URLSearchParams({ ...WINDOW, page: String(next++) });
      const page = await send(simulator, `/orders/v2/ordersBulk?${query}`, headers);
      bytes += page.length;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  const seconds = (performance.now() - started) / 1000;
  return { perSecond: Math.round(pages / seconds), megabytes: Math.round(bytes / 1e6) };
}

/* A clock that ticks must not make the cache useless, so both kinds are measured. */
async function measure(now: Date | undefined, acceptEncoding: string) {
  const simulator = await startSimulator({
    seed: 1,
    restaurants: 1,
    from: '2025-12-15',
    to: '2026-02-15',
    ordersPerDay: 400,
    rateLimits: false,
    latencyMs: 0,
    ...(now === undefined ? {} : { now }),
  });
  const credentials = {
    clientId: DEMO_CLIENT_ID,
    clientSecret: DEMO_CLIENT_SECRET,
    userAccessType: 'TOAST_MACHINE_CLIENT',
  };
  const login = await send(simulator, '/authentication/v1/authentication/login', {}, credentials);
  const { token } = JSON.parse(login.toString()) as { token: { accessToken: string } };
  const restaurant = simulator.world.restaurants[0]?.guid ?? '';
  const headers = {
    Authorization: `Bearer ${token.accessToken}`,
    'Toast-Restaurant-External-ID': restaurant,
    'Accept-Encoding': acceptEncoding,
  };
  const [start, end] = [Date.parse(WINDOW.startDate), Date.parse(WINDOW.endDate)];
  const orders = simulator.world.modifiedBetween(restaurant, start, end, simulator.now().getTime());
  const pages = Math.ceil(orders.length / 100);
  const cold = await readAll(simulator, headers, pages);
  const warm = await readAll(simulator, headers, pages);
  const again = await readAll(simulator, headers, pages);
  await simulator.close();
  return {
    pages,
    megabytes: cold.megabytes,
    coldPagesPerSecond: cold.perSecond,
    warmPagesPerSecond: Math.max(warm.perSecond, again.perSecond),
  };
}

const standing = new Date('2026-03-01T00:00:00Z');
console.log(
  JSON.stringify({
    bench: 'simulator-pages',
    gzip: await measure(standing, 'gzip'),
    gzipTicking: await measure(undefined, 'gzip'),
    identity: await measure(standing, 'identity'),
  }),
);
agent.destroy();
