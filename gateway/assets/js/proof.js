// Filing may ask for a proof of work when very much is sent: a sum that takes a phone about a second, done here.

const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function solve(challenge) {
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  const start = bytes(nonce);
  for (let counter = 0; counter < 100000; counter++) {
    const password = new Uint8Array(start.length + 4);
    password.set(start);
    new DataView(password.buffer).setUint32(start.length, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const way = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
    const derivedKey = hex(await crypto.subtle.deriveBits(way, key, keyLength * 8));
    if (derivedKey.startsWith(keyPrefix)) return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
  }
  throw new Error("not found");
}

async function sendAgain(form) {
  const preparing = document.getElementById("menyiapkan");
  const waiting = document.getElementById("tunggu");
  preparing.hidden = false;
  waiting.hidden = true;
  try {
    const answer = await fetch(form.dataset.proof, { cache: "no-store" });
    if (!answer.ok) throw new Error("no challenge");
    form.elements.bukti_kerja.value = await solve(await answer.json());
    form.submit();
  } catch {
    preparing.hidden = true;
    waiting.hidden = false;
  }
}

const form = document.querySelector("form[data-proof]");
if (form && window.crypto && crypto.subtle) sendAgain(form);
