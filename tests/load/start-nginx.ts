import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address ? address.port : 0;
}

/** nginx with one worker on the first core, serving one page from a file, with the headers given. */
export async function startNginx(directory: string, page: Buffer, headers: readonly (readonly string[])[]) {
  const port = await freePort();
  const root = join(directory, 'www');
  await mkdir(root, { recursive: true });
  await writeFile(join(root, 'page.html'), page);
  const added = headers.map(([name, value]) => `add_header ${name} "${value}";`).join(' ');
  const pidFile = join(directory, 'nginx.pid');
  await writeFile(
    join(directory, 'nginx.conf'),
    `user ${userInfo().username}; worker_processes 1; daemon off; pid ${pidFile}; error_log ${join(directory, 'error.log')};
    events { worker_connections 1024; }
    http { access_log off; sendfile on; tcp_nopush on; open_file_cache max=10; keepalive_requests 1000000000;
      types { text/html html; }
      server { listen 127.0.0.1:${port}; root ${root}; ${added} location /resultats/ { rewrite ^ /page.html break; } } }`,
  );
  const child = spawn('taskset', ['-c', '0', 'nginx', '-c', join(directory, 'nginx.conf')], {
    stdio: 'ignore',
  });
  await answering(`http://127.0.0.1:${port}/page.html`);
  return { port, pid: await workerOf(child), stop: () => stopChild(child) };
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`${url} doesn't answer`);
}

async function workerOf({ pid }: ChildProcess): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return Number(children.trim().split(' ')[0]);
}

export function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });
}
