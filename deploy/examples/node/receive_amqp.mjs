// Reads events of Dumas from the subscriber's queue. Needs Node.js 18 or newer, and the package amqplib: `npm ci`.
//
//   DUMAS_AMQP=amqps://<queue>:<password>@dumas.example:5671/dumas-pub DUMAS_QUEUE=<queue> DUMAS_API=… DUMAS_KEY=…
//   node receive_amqp.mjs

import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { connect } from 'amqplib';

import { Inbox, eventIn, need } from './inbox.mjs';

const UNACKNOWLEDGED = 20; // so many events may be on their way to us; the rest waits in the queue
const HOLDING = 20 * 60; // seconds an event may stay with us unsaved: after half an hour the broker takes it away
const OPENING = 15_000; // milliseconds in which a connection must be open
const LONGEST = 60; // seconds before the next try

const longer = (seconds) => Math.min(seconds * 2, LONGEST);
const pause = (seconds) => sleep(seconds * 1000 * (0.5 + Math.random() / 2)); // not all systems at once

// The event could not be saved for so long that it goes back to the queue.
class LetGo extends Error {
  constructor(event) {
    super('an event goes back to the queue until it can be saved');
    this.event = event;
  }
}

// Until the connection is lost: then an error that says why.
async function read(address, queue, inbox) {
  const connection = await connect(address, { timeout: OPENING });
  const lost = new AbortController();
  const lose = (reason) => lost.abort(reason);
  connection.on('error', lose).on('close', lose);
  let turn = Promise.resolve(); // one event after the other, so that a complaint's events are kept in their order
  try {
    const channel = await connection.createChannel();
    channel.on('error', lose);
    await channel.prefetch(UNACKNOWLEDGED);
    await channel.consume(queue, (message) => {
      if (message === null) return lose(new Error('the queue was removed'));
      turn = turn.then(() => handle(message, channel, inbox, lost.signal)).catch(lose);
    });
    if (!lost.signal.aborted) await once(lost.signal, 'abort');
    throw lost.signal.reason;
  } finally {
    await turn; // what was begun is ended before anybody begins it again
    connection.close().catch(() => {}); // mostly it is closed already
  }
}

async function handle(message, channel, inbox, lost) {
  if (lost.aborted) return; // it comes again
  const event = eventIn(message.content);
  if (event === null) {
    console.error('cannot be read, goes to the dead letters:', message.properties.messageId);
    return channel.nack(message, false, false); // not back into the queue: it would come again and again
  }
  const until = performance.now() + HOLDING * 1000;
  // While it cannot be saved it stays with us, and those after it wait: a queue gives the same event 50 times at most.
  const isSaved = await saved(event, inbox, () => lost.aborted || performance.now() > until);
  if (!isSaved) throw new LetGo(event);
  if (!lost.aborted) channel.ack(message); // only now, when it is saved: else it would be lost with this process
}

// Whether it was saved before it was over; tried again and again.
async function saved(event, inbox, isOver) {
  for (let wait = 1; ; wait = longer(wait)) {
    try {
      await inbox.take(event);
      return true;
    } catch (reason) {
      console.error('not saved:', reason.message);
    }
    if (isOver()) return false;
    await pause(wait);
  }
}

// What happened, and what to do about it where that is known.
function advice({ message }) {
  const known = [
    [
      /Handshake.*ACCESS.REFUSED/,
      `The password in DUMAS_AMQP does not hold. If it was changed, start again with the new one: what waits in the
  queue is still there. Otherwise the subscription was removed.`,
    ],
    [
      /got <ConnectionClose/, // amqplib does not tell why
      `The subscription is switched off or not ready yet, or DUMAS_AMQP ends with another virtual host than you were
  told, or ten connections are open already.`,
    ],
    [/ACCESS.REFUSED|NOT.FOUND/, 'DUMAS_QUEUE is not the queue of this user.'],
  ];
  const found = known.find(([words]) => words.test(message));
  return found ? `${message}\n  ${found[1]}` : message;
}

// Come again when the connection is lost: later and later.
async function main() {
  need('DUMAS_AMQP', 'DUMAS_QUEUE', 'DUMAS_API', 'DUMAS_KEY');
  const inbox = new Inbox();
  for (let wait = 1; ; wait = longer(wait)) {
    const began = performance.now();
    try {
      await read(process.env.DUMAS_AMQP, process.env.DUMAS_QUEUE, inbox);
    } catch (reason) {
      if (reason instanceof LetGo) {
        console.error('connection closed:', reason.message);
        await saved(reason.event, inbox, () => false); // only then again for it and those after it
      } else console.error('connection lost:', advice(reason));
    }
    if (performance.now() - began > LONGEST * 1000) wait = 1;
    await pause(wait);
  }
}

await main();
