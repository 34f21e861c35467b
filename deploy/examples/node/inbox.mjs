// What every receiver does with the events of Dumas, with nothing but Node.js 18 or newer: keep an event once, drop
// what comes late, and ask for what is missing.

import { fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';

// Events that were received: a file with an event to a line, on the disk before it is acknowledged.
export class Inbox {
  constructor(path = process.env.DUMAS_STORE ?? 'events.ndjson') {
    this.known = new Set();
    this.last = new Map(); // the highest number that was seen of each complaint
    this.file = openSync(path, 'a');
    const held = readFileSync(path);
    // What follows the last whole line was broken off when the machine stopped: that event was not acknowledged and
    // comes again.
    this.size = held.lastIndexOf('\n') + 1;
    ftruncateSync(this.file, this.size);
    for (const line of held.toString('utf8', 0, this.size).split('\n').slice(0, -1)) {
      const event = eventIn(line);
      if (event) this.remember(event);
      else console.error('left out, cannot be read:', line);
    }
  }

  // Once this is done the event is saved, and may be acknowledged.
  async take(event) {
    if (event.dumastest) return console.log('test', event.type); // somebody tries the subscription: nothing happened
    // A gap: ask before going on. Who hears only some types has gaps all the time, and should leave this out.
    if (event.subject && Number(event.sequence) > this.lastOf(event) + 1) {
      for (const earlier of await fromFeed(event.subject)) this.keep(earlier);
    }
    this.keep(event);
  }

  keep(event) {
    const sequence = Number(event.sequence ?? 0);
    if (this.known.has(event.id) || (event.subject && sequence <= this.lastOf(event))) return;
    this.write(Buffer.from(`${JSON.stringify(event)}\n`));
    this.remember(event);
    console.log('kept', event.type, event.subject, sequence); // your own work begins here
  }

  write(line) {
    try {
      for (let done = 0; done < line.length; ) done += writeSync(this.file, line, done); // it may take a part only
      fsyncSync(this.file);
    } catch (reason) {
      ftruncateSync(this.file, this.size); // nothing may be joined to half a line
      throw reason;
    }
    this.size += line.length;
  }

  remember(event) {
    this.known.add(event.id);
    if (event.subject) this.last.set(event.subject, Number(event.sequence));
  }

  lastOf(event) {
    return this.last.get(event.subject) ?? 0;
  }
}

// Null when it is none.
export function eventIn(body) {
  try {
    const event = JSON.parse(body);
    const texts = [event.id, event.type, event.subject ?? ''];
    const isOne = texts.every((text) => typeof text === 'string') && Number.isInteger(Number(event.sequence ?? 0));
    return isOne ? event : null;
  } catch {
    return null;
  }
}

// End here, and not at the first event, when something is missing in the environment.
export function need(...names) {
  const missing = names.filter((name) => !process.env[name]);
  if (!missing.length) return;
  console.error('not set:', missing.join(', '));
  process.exit(2);
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
