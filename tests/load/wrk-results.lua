-- wrk script of bench-results. Arguments: found|code|wrong|unknown|static, sitting, candidates, port.
local kind, sitting, candidates, port
local seeded = 0

function setup(thread)
  seeded = seeded + 1
  thread:set("seed", seeded)
end

function init(args)
  kind, sitting, candidates = args[1], args[2], tonumber(args[3])
  port = args[4] or ""
  math.randomseed(seed * 7919 + 17)
end

local function code_of(i)
  -- As resultCodeOf: ((i + 1) * 2654435761) mod 2^32, in two halves to stay exact.
  local n = i + 1
  local high, low = math.floor(2654435761 / 65536), 2654435761 % 65536
  return string.format("%08X", ((n * high) % 65536 * 65536 + n * low) % 4294967296)
end

local function address()
  return string.format("10.%d.%d.%d", math.random(0, 255), math.random(0, 255), math.random(1, 254))
end

function request()
  if kind == "static" then return wrk.format("GET", "/page.html") end
  local i = math.random(0, candidates - 1)
  local number = string.format("%07d", i + 1)
  if kind == "unknown" then number = "X" .. number end
  local path = "/resultats/" .. sitting .. "/" .. number
  if kind == "found" or kind == "unknown" then return wrk.format("GET", path) end
  local code = kind == "code" and code_of(i) or "WRNG2345"
  return wrk.format("POST", path, {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Origin"] = "http://127.0.0.1:" .. port,
    ["X-Forwarded-For"] = address(),
  }, "code=" .. code)
end

function done(summary, latency)
  io.write(string.format(
    'JSON {"requests":%d,"seconds":%f,"p50":%f,"p99":%f,"max":%f,"refused":%d,"failed":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    latency.max / 1e3, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
