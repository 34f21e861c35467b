// What the broker answers to a subscriber that tries by amqplib what is not for it: a line of JSON, each try with the
// code of the refusal, or 200.
//
//   node probe_by_amqplib.mjs <address> <queue> <another's queue>

import { connect } from 'amqplib';

const [address, own, other] = process.argv.slice(2);
const EMPTY = Buffer.from('{}');

// The names are those of FORBIDDEN in test_hearing_limits.py, and two that pika is not asked for.
const FORBIDDEN = {
  'a queue': (channel) => channel.assertQueue(`${own}.baru`),
  'a queue without a name': (channel) => channel.assertQueue('', { exclusive: true }),
  'an exchange': (channel) => channel.assertExchange('ext.baru', 'fanout'),
  publishing: (channel) => channel.publish('dumas.v1', 'a.b.c.d.open', EMPTY),
  'publishing to a queue': (channel) => channel.sendToQueue(own, EMPTY),
  'publishing a replay': (channel) => channel.publish('dumas.direct', own, EMPTY),
  binding: (channel) => channel.bindQueue(own, 'dumas.v1', '#'),
  unbinding: (channel) => channel.unbindQueue(own, 'dumas.v1', '#'),
  deleting: (channel) => channel.deleteQueue(own),
  "another's queue": (channel) => channel.get(other),
  'a queue of a like name': (channel) => channel.get(`${own}x`),
  "consuming another's queue": (channel) => channel.consume(other, () => {}),
  "emptying another's queue": (channel) => channel.purgeQueue(other),
};

async function answer(connection, act) {
  const channel = await connection.createConfirmChannel();
  let refused = null;
  channel.on('error', (reason) => (refused = reason.code));
  try {
    await act(channel);
    await channel.waitForConfirms(); // a publishing is answered later than it is sent
  } catch (reason) {
    if (refused === null) throw reason;
  }
  return refused ?? 200;
}

const connection = await connect(address);
const told = {};
for (const [what, act] of Object.entries(FORBIDDEN)) told[what] = await answer(connection, act);
console.log(JSON.stringify(told));
await connection.close();
