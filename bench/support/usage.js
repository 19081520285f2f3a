/*
 * Loaded before the program that is measured. On its exit it leaves what the process used, all its
 * threads included, in the file that TOAST_BENCH_USAGE names.
 */
import { readFileSync, writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const usage = { cpuSeconds: (user + system) / 1e6, peakMegabytes: peakBytes() / 1e6 };
  writeFileSync(process.env.TOAST_BENCH_USAGE, JSON.stringify(usage));
});

/* Linux counts the memory of the process that started this one into maxRSS, but not into VmHWM. */
function peakBytes() {
  const kilobytes =
    process.platform === 'linux'
      ? /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]
      : process.resourceUsage().maxRSS;
  return Number(kilobytes) * 1024;
}
