import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

export interface ServerProcess {
  /** Stops the server and removes its folder. */
  stop(): Promise<void>;
}

export interface ServerCommands {
  /** A folder of its own, owned by the user that the server runs as; its file `log` has what it prints. */
  readonly folder: string;
  /** Shell commands that return when the server accepts connections. */
  readonly start: string;
  readonly stop: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The user to run as, if it is not that of this process. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
}

/**
 * Starts a server that ends with this process, however that ends: a shell waits for the end of its input,
 * which the system closes even when this process is killed.
 * @throws Error with the end of the server's log if it does not start.
 */
export async function startServer(server: ServerCommands): Promise<ServerProcess> {
  const script = `${server.start} && echo ready && cat >/dev/null
    ${server.stop}
    rm -rf "$FOLDER"`;
  /* Started with a socket as its input, bash takes itself for a remote shell and reads .bashrc. */
  const child = spawn('bash', ['--norc', '-c', script], {
    cwd: server.folder,
    env: { PATH: process.env.PATH, FOLDER: server.folder, ...server.environment },
    /* In a session of its own, Ctrl-C in the terminal does not stop it before the tests have ended. */
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
    ...server.user,
  });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const isReady = await Promise.race([once(lines, 'line').then(() => true), exited]);
  if (isReady !== true) {
    const log = await readFile(`${server.folder}/log`, 'utf8').catch(() => '');
    throw new Error(`A server did not start. The end of its log:\n${log.slice(-2000)}`);
  }
  return {
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}

/** Returns a port on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
