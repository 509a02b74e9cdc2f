import { createFileResults } from '#app/adapters/results/file-results.server.ts';
import { resultCodeOf, snapshotWorld, tableNumberOf } from '#tests/factories/snapshot-files.ts';

/**
 * A child of bench-results: writes two versions of a publication of so many candidates under a folder, points at the first,
 * and says how long the first took, as one line of JSON.
 */
const [directory = '', count = '0'] = process.argv.slice(2);
const candidates = Number(count);
const files = createFileResults(directory);
const first = snapshotWorld({ candidates, centres: Math.ceil(candidates / 1000) });
const { sittingId } = first.head;
const second = snapshotWorld({
  candidates,
  centres: Math.ceil(candidates / 1000),
  sittingId,
  version: 2,
  reason: 'Une épreuve a été repassée.',
  shift: 1,
});

async function write({ head, results }: typeof first) {
  const started = performance.now();
  const fileName = `${head.publicationId}.cdb`;
  const { digest, bytes } = await files.write(fileName, head, results());
  const seconds = (performance.now() - started) / 1000;
  const { publicationId, version } = head;
  return { seconds, bytes, pointer: { sittingId, publicationId, version, fileName, fileDigest: digest } };
}

const one = await write(first);
const rssAfterFirst = process.memoryUsage.rss();
const two = await write(second);
const started = performance.now();
await files.point(one.pointer);
const pointSeconds = (performance.now() - started) / 1000;

process.stdout.write(
  `${JSON.stringify({
    sittingId,
    seconds: one.seconds,
    bytes: one.bytes,
    pointSeconds,
    rssAfterFirst,
    second: two.pointer,
    sample: { number: tableNumberOf(0), code: resultCodeOf(0) },
  })}\n`,
);
