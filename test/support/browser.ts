import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/**
 * Opens the address in headless Chromium and hands over the page, with a list that fills with what a good page has
 * none of: requests to another origin, errors on the console, uncaught errors.
 */
export async function withPage(
  address: string,
  use: (page: Page, seen: readonly string[]) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const folder = await chromiumFolder();
  const browser = await chromium.launch({
    executablePath: join(folder, 'chromium'),
    // A name that is not this machine's must fail even where the network is open.
    args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'],
    env: chromiumEnvironment(folder),
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
    const seen = watch(page, new URL(address).origin);
    await page.goto(address);
    await use(page, seen);
  } finally {
    await browser.close();
  }
}

function watch(page: Page, ownOrigin: string): readonly string[] {
  const seen: string[] = [];
  page.context().on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    const isOwn = origin === ownOrigin || protocol === 'data:' || protocol === 'blob:';
    if (!isOwn) seen.push(`A request to another origin: ${request.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(`An error on the console: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.push(`An uncaught error: ${error.message}`));
  return seen;
}

/**
 * Where Chromium is unpacked: once per version and user (the binary is its owner's alone), and renamed into place
 * when whole, so that two test files starting at once do not run half a binary.
 */
async function chromiumFolder(): Promise<string> {
  const folder = join(tmpdir(), `clientele-chromium-${await chromiumVersion()}-${userInfo().username}`);
  if (existsSync(folder)) return folder;
  const unpacked = await mkdtemp(`${folder}-`);
  await unpackChromium(unpacked);
  // Refused when another test was faster; what it put there is the same.
  await rename(unpacked, folder).catch(() => rm(unpacked, { recursive: true }));
  return folder;
}

async function chromiumVersion(): Promise<string> {
  const manifest = new URL('../../node_modules/@sparticuz/chromium/package.json', import.meta.url);
  const { version }: { version: string } = JSON.parse(await readFile(manifest, 'utf8'));
  return version;
}

/** In a process of its own: the package reads TMPDIR, and changes the environment of the process that imports it. */
async function unpackChromium(folder: string): Promise<void> {
  const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    // Only where it takes the host for Amazon's does the package unpack the libraries a bare host lacks (libnss3).
    env: { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x', NODE_OPTIONS: '' },
  });
  await writeFile(join(folder, 'fonts', 'fonts.conf'), fontSettings);
}

const fontSettings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

function chromiumEnvironment(folder: string): Record<string, string | undefined> {
  return {
    ...process.env,
    LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
    FONTCONFIG_PATH: join(folder, 'fonts'),
  };
}
