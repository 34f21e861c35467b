// Receives webhooks of Dumas with nothing but Node.js 18 or newer: checks the signature, keeps an event once, drops
// what comes late, and asks for what is missing. Put a web server with TLS before it.
//
//   DUMAS_WEBHOOK_SECRET=whsec_… DUMAS_API=https://dumas.example DUMAS_KEY=dk_… node receive.mjs
//   node receive.mjs check fixtures.json

import { createHmac, timingSafeEqual } from 'node:crypto';
import { existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';

const TOLERANCE = 300; // seconds; what was signed longer ago may be an old request that somebody sends again
const LARGEST = 1_000_000;

// `body` is a Buffer with the bytes as they came: never what was parsed and written again.
function isGenuine(headers, body, secret, now) {
  const id = headers['webhook-id'] ?? '';
  const sentAt = headers['webhook-timestamp'] ?? '';
  if (!/^[0-9]{1,12}$/.test(sentAt) || Math.abs(now - Number(sentAt)) > TOLERANCE) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const digest = createHmac('sha256', key).update(`${id}.${sentAt}.`).update(body).digest('base64');
  const wanted = Buffer.from(`v1,${digest}`);
  // While the secret is being changed there are two signatures; one must fit.
  return (headers['webhook-signature'] ?? '').split(' ').some((each) => {
    const given = Buffer.from(each);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}

// Events that were received: a file with an event to a line, on the disk before it is acknowledged.
class Inbox {
  constructor(path) {
    this.known = new Set();
    this.last = new Map(); // the highest number that was seen of each complaint
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    // The last line is empty, or broken off when the machine stopped: that event was not acknowledged and comes again.
    for (const line of lines.slice(0, -1)) if (line.endsWith('}')) this.remember(JSON.parse(line));
    this.file = openSync(path, 'a');
    if (lines.at(-1)) writeSync(this.file, '\n');
  }

  async take(body) {
    const event = JSON.parse(body);
    if (event.dumastest) return console.log('test', event.type); // somebody tries the subscription: nothing happened
    // A gap: ask before going on. Who hears only some types has gaps all the time, and should leave this out.
    if (Number(event.sequence ?? 0) > this.lastOf(event) + 1) {
      for (const earlier of await fromFeed(event.subject)) this.keep(earlier);
    }
    this.keep(event);
  }

  keep(event) {
    const sequence = Number(event.sequence ?? 0);
    if (this.known.has(event.id) || (event.subject && sequence <= this.lastOf(event))) return;
    writeSync(this.file, `${JSON.stringify(event)}\n`);
    fsyncSync(this.file);
    this.remember(event);
    console.log('kept', event.type, event.subject, sequence); // your own work begins here
  }

  remember(event) {
    this.known.add(event.id);
    if (event.subject) this.last.set(event.subject, Number(event.sequence));
  }

  lastOf(event) {
    return this.last.get(event.subject) ?? 0;
  }
}

// All events of a complaint, in order. An error when Dumas cannot be asked: then nothing is acknowledged, and it comes
// again.
async function fromFeed(reference) {
  const found = [];
  const asked = new URLSearchParams({ reference });
  for (let hasMore = true; hasMore; ) {
    const answer = await fetch(`${process.env.DUMAS_API}/api/v1/events?${asked}`, {
      headers: { Authorization: `Bearer ${process.env.DUMAS_KEY}` },
      signal: AbortSignal.timeout(5000),
    });
    if (!answer.ok) throw new Error(`GET /api/v1/events: ${answer.status}`);
    const page = await answer.json();
    found.push(...page.events);
    asked.set('after', page.cursor);
    hasMore = page.has_more;
  }
  return found;
}

async function bytesOf(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > LARGEST) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function serve() {
  const inbox = new Inbox(process.env.DUMAS_STORE ?? 'events.ndjson');
  let turn = Promise.resolve(); // one event after the other, so that a complaint's events are kept in their order
  const server = createServer(async (request, response) => {
    const answer = (status) => response.writeHead(status).end();
    const body = await bytesOf(request).catch(() => null);
    if (body === null) return answer(413);
    if (!isGenuine(request.headers, body, process.env.DUMAS_WEBHOOK_SECRET, Date.now() / 1000)) return answer(401);
    const mine = turn.then(() => inbox.take(body.toString('utf8')));
    turn = mine.catch(() => {});
    try {
      await mine;
      answer(204); // only now, when it is saved
    } catch (reason) {
      console.error('not saved:', reason.message);
      answer(503);
    }
  });
  server.listen(Number(process.env.PORT ?? 8090), process.env.HOST ?? '127.0.0.1');
}

// Whether each webhook of /docs/webhooks/fixtures.json is taken or refused as it should be.
function check(path) {
  const told = JSON.parse(readFileSync(path, 'utf8'));
  let right = true;
  for (const fixture of told.fixtures) {
    const isTaken = isGenuine(fixture.headers, Buffer.from(fixture.body), told.signing_key, told.now);
    console.log(isTaken ? 'taken' : 'refused', fixture.name);
    right &&= isTaken === fixture.taken;
  }
  process.exit(right ? 0 : 1);
}

if (process.argv[2] === 'check') check(process.argv[3]);
else serve();
