// Receives webhooks of Dumas with nothing but Node.js 18 or newer: checks the signature; inbox.mjs keeps an event once,
// drops what comes late, and asks for what is missing. Put a web server with TLS before it.
//
//   DUMAS_WEBHOOK_SECRET=whsec_… DUMAS_API=https://dumas.example DUMAS_KEY=dk_… node receive.mjs
//   node receive.mjs check fixtures.json

import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

import { Inbox, need } from './inbox.mjs';

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
  need('DUMAS_WEBHOOK_SECRET', 'DUMAS_API', 'DUMAS_KEY');
  const inbox = new Inbox();
  let turn = Promise.resolve(); // one event after the other, so that a complaint's events are kept in their order
  const server = createServer(async (request, response) => {
    const answer = (status) => response.writeHead(status).end();
    const body = await bytesOf(request).catch(() => null);
    if (body === null) return answer(413);
    if (!isGenuine(request.headers, body, process.env.DUMAS_WEBHOOK_SECRET, Date.now() / 1000)) return answer(401);
    const mine = turn.then(() => inbox.take(JSON.parse(body)));
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
