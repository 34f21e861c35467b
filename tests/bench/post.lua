-- wrk: files a complaint of about 2 KB with a fresh Idempotency-Key each time; prints one line of JSON at the end
local words, thread_no = {}, 0
math.randomseed(7)
for i = 1, 997 do
  local w = {}
  for j = 1, math.random(3, 9) do w[j] = string.char(math.random(97, 122)) end
  words[i] = table.concat(w)
end
function setup(t) t:set("tid", thread_no); thread_no = thread_no + 1 end
function init(args)
  n = 0
  math.randomseed(os.time() * 1000 + tid * 131 + math.floor((os.clock() * 1e6) % 1e6))
  run = string.format("%08x-%04x", os.time(), math.random(0, 65535))
end
function request()
  n = n + 1
  local b, len = {}, 0
  while len < 1700 do local w = words[math.random(997)]; b[#b + 1] = w; len = len + #w + 1 end
  local body = string.format('{"channel":"web","mode":"confidential","subject":"Pungutan di loket","story":"%s","location":"Loket contoh","identity":{"name":"Warga Contoh","phone":"+6281200000000","email":"warga@example.com"}}', table.concat(b, " "))
  return wrk.format("POST", nil, {["Content-Type"] = "application/json", ["Idempotency-Key"] = string.format("bench-%s-%d-%08d", run, tid, n)}, body)
end
function done(s, lat, r)
  local e = s.errors
  io.write(string.format('JSON {"n":%d,"per_s":%.1f,"p50":%.2f,"p95":%.2f,"p99":%.2f,"refused":%d,"broken":%d}\n',
    s.requests, s.requests / (s.duration / 1e6), lat:percentile(50) / 1000, lat:percentile(95) / 1000, lat:percentile(99) / 1000,
    e.status, e.connect + e.read + e.write + e.timeout))
end
