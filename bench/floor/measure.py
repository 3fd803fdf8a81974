#!/usr/bin/env python3
"""Interleaved wrk rounds over several HTTP targets on the loopback; stdlib only, needs `wrk` on PATH.

  measure.py a=http://127.0.0.1:8101/blog/ b=http://127.0.0.1:9000/news/ --conc 1,8,32 --rounds 5 --dur 4
  measure.py a=URL b=URL --form 'a:subject=x&body=y' --form 'b:name=x'        # POST targets
  measure.py a=URL --header 'a:Accept-Encoding: gzip' --header '*:Cookie: k=v' --json out.json

Each round visits every target once at one concurrency, in an order that rotates from round to round, so that
slow drift of a shared machine hits all targets alike. Per target and concurrency: the median over rounds of req/s,
p50 and p99, the spread of req/s ((max-min)/median), the non-2xx/3xx count, and the ratio to the FIRST target:
the median over rounds of the paired (same-round) ratio, with its minimum and maximum.
--cpu NAME:PIDFILE adds the CPU milliseconds per request that the server's process tree spent (utime+stime of the pid in
PIDFILE and its descendants): on a shared machine this is far steadier than req/s, and 1000/cpu is the most that one
core could ever serve.
--form NAME:BODY makes NAME a POST target: the page is fetched first, its csrftoken cookie and csrfmiddlewaretoken
input are added to BODY, one POST is checked (anything not 2xx/3xx, or a page with class="errorlist" or
aria-invalid="true", stops the run) and then the same request is repeated by wrk (a Django CSRF token may be reused),
with a text of its own in place of each {n} of BODY, for sites that know a repeated form.
"""
import argparse, http.client, json, os, re, statistics as st, subprocess, sys, tempfile, time, urllib.parse as up

LUA = """
local f = io.open(os.getenv("MEASURE_BODY"), "r"); local b = f:read("*a"); f:close()
wrk.method = "POST"; wrk.body = b
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
local n = 0
request = function() n = n + 1; return wrk.format(nil, nil, nil, (b:gsub("{n}", os.time() .. "-" .. n))) end
"""
UNIT = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}


def ms(txt):
    m = re.match(r"([\d.]+)(us|ms|s|m)$", txt)
    return float(m[1]) * UNIT[m[2]]


def fetch(url, method="GET", body=None, headers=None):
    u = up.urlsplit(url)
    c = http.client.HTTPConnection(u.hostname, u.port or 80, timeout=60)
    c.request(method, (u.path or "/") + (f"?{u.query}" if u.query else ""), body, headers or {})
    r = c.getresponse()
    data = r.read()
    c.close()
    return r, data


def prepare_form(name, url, body, headers):
    r, data = fetch(url, headers=headers)
    html = data.decode("utf-8", "replace")
    cookies = [v.split(";", 1)[0] for k, v in r.getheaders() if k.lower() == "set-cookie"]
    tok = re.search(r'name=["\']csrfmiddlewaretoken["\'] value=["\']([^"\']+)', html)
    if tok:
        body += "&csrfmiddlewaretoken=" + tok[1]
    h = dict(headers)
    if cookies:
        h["Cookie"] = "; ".join(([h["Cookie"]] if "Cookie" in h else []) + cookies)
    u = up.urlsplit(url)
    h.setdefault("Origin", f"{u.scheme}://{u.netloc}")
    r, data = fetch(url, "POST", body.replace("{n}", "probe"), {**h, "Content-Type": "application/x-www-form-urlencoded"})
    bad = r.status >= 400 or b'class="errorlist' in data or b'aria-invalid="true"' in data
    print(f"# {name}: probe POST -> {r.status} {r.getheader('location') or ''} {len(data)} B{' INVALID' if bad else ''}")
    if bad:
        sys.exit(f"{name}: the probe POST was not accepted")
    f = tempfile.NamedTemporaryFile("w", suffix=".body", delete=False)
    f.write(body)
    f.close()
    return h, f.name


def tree_cpu(pidfile):
    """CPU seconds so far of the pids in pidfile and all its descendants (ended children of live parents included)."""
    stat = {}
    for d in os.listdir("/proc"):
        if d.isdigit():
            try:
                f = open(f"/proc/{d}/stat").read().rsplit(")", 1)[1].split()
            except OSError:
                continue
            stat[int(d)] = (int(f[1]), int(f[11]) + int(f[12]))
    todo, seen, total = [int(pid) for pid in open(pidfile).read().split()], set(), 0
    while todo:
        p = todo.pop()
        if p in seen or p not in stat:
            continue
        seen.add(p)
        total += stat[p][1]
        todo += [c for c, (pp, _) in stat.items() if pp == p]
    return total / os.sysconf("SC_CLK_TCK")


def run_wrk(url, conc, dur, headers, body_file, lua, timeout, pidfile=None):
    cmd = ["wrk", "-t1", f"-c{conc}", f"-d{dur}s", "--latency", "--timeout", f"{timeout}s"]
    for k, v in headers.items():
        cmd += ["-H", f"{k}: {v}"]
    env = dict(os.environ)
    if body_file:
        cmd += ["-s", lua]
        env["MEASURE_BODY"] = body_file
    cpu0 = tree_cpu(pidfile) if pidfile else 0
    out = subprocess.run(cmd + [url], capture_output=True, text=True, env=env).stdout
    cpu = tree_cpu(pidfile) - cpu0 if pidfile else 0
    rps = re.search(r"Requests/sec:\s+([\d.]+)", out)
    if not rps:
        sys.exit(f"wrk gave no result for {url}:\n{out}")
    pct = {p: ms(v) for p, v in re.findall(r"^\s+(50|90|99)%\s+(\S+)", out, re.M)}
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    sock = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", out)
    return {"rps": float(rps[1]), "p50": pct.get("50", 0), "p99": pct.get("99", 0), "bad": int(bad[1]) if bad else 0,
            "sock": [int(x) for x in sock.groups()] if sock else [0] * 4, "n": (n := int(re.search(r"(\d+) requests in", out)[1])), "cpu": cpu * 1000 / n if n else 0}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("targets", nargs="+", metavar="name=url")
    ap.add_argument("--conc", default="1,8,32")
    ap.add_argument("--rounds", type=int, default=5)
    ap.add_argument("--dur", type=int, default=4, help="seconds of each wrk run")
    ap.add_argument("--warm", type=int, default=1, help="seconds of warm-up of each target before the first round")
    ap.add_argument("--timeout", type=int, default=30)
    ap.add_argument("--header", action="append", default=[], metavar="NAME:H: V", help="NAME may be * for all targets")
    ap.add_argument("--form", action="append", default=[], metavar="NAME:BODY")
    ap.add_argument("--cpu", action="append", default=[], metavar="NAME:PIDFILE")
    ap.add_argument("--json")
    a = ap.parse_args()
    targets = [t.split("=", 1) for t in a.targets]
    names = [n for n, _ in targets]
    for _, url in targets:
        if up.urlsplit(url).hostname not in ("127.0.0.1", "localhost", "::1"):
            sys.exit(f"only loopback targets: {url}")
    hdr = {n: {} for n in names}
    for h in a.header:
        n, k, v = (x.strip() for x in h.split(":", 2))
        for m in names if n == "*" else [n]:
            hdr[m][k] = v
    cpu = dict(c.split(":", 1) for c in a.cpu)
    forms = dict(f.split(":", 1) for f in a.form)
    lua = tempfile.NamedTemporaryFile("w", suffix=".lua", delete=False)
    lua.write(LUA)
    lua.close()
    body = dict.fromkeys(names)
    for n, url in targets:
        if n in forms:
            hdr[n], body[n] = prepare_form(n, url, forms[n], hdr[n])
        else:
            r, data = fetch(url, headers=hdr[n])
            print(f"# {n}: {url} -> {r.status}, {len(data)} B")
            if r.status >= 400:
                sys.exit(f"{n} does not answer")
    print(f"# load before: {os.getloadavg()[0]:.2f}; {a.rounds} rounds x {a.dur} s, {time.strftime('%H:%M:%S')}")
    res = {}
    for conc in [int(c) for c in a.conc.split(",")]:
        for n, url in targets:
            if a.warm:
                run_wrk(url, conc, a.warm, hdr[n], body[n], lua.name, a.timeout)
        rows = {n: [] for n in names}
        for i in range(a.rounds):
            k = i % len(targets)
            for n, url in targets[k:] + targets[:k]:
                rows[n].append(run_wrk(url, conc, a.dur, hdr[n], body[n], lua.name, a.timeout, cpu.get(n)))
        res[conc] = rows
        med = lambda n, f: st.median(x[f] for x in rows[n])
        print(f"\nc={conc:<3} {'target':<22}{'req/s':>10}{'spread':>8}{'p50 ms':>9}{'p99 ms':>9}{'cpu ms':>8}{'bad':>6}{'sockerr':>8}  ratio to {names[0]} [min..max]")
        for n in names:
            rps = [x["rps"] for x in rows[n]]
            ratio = [x["rps"] / y["rps"] for x, y in zip(rows[n], rows[names[0]])]
            # gunicorn's sync worker closes every connection; wrk may count those closes as read errors
            sock = sum(x["sock"][0] + x["sock"][2] + x["sock"][3] for x in rows[n])
            print(f"{'':6}{n:<22}{st.median(rps):>10.1f}{(max(rps) - min(rps)) / st.median(rps):>8.0%}{med(n, 'p50'):>9.2f}{med(n, 'p99'):>9.2f}{med(n, 'cpu'):>8.2f}"
                  f"{sum(x['bad'] for x in rows[n]):>6}{sock:>8}  x{st.median(ratio):.3g} [{min(ratio):.3g}..{max(ratio):.3g}]", flush=True)
    if a.json:
        json.dump({"targets": dict(targets), "results": res}, open(a.json, "w"), indent=1)
    for f in [lua.name] + [b for b in body.values() if b]:
        os.unlink(f)


if __name__ == "__main__":
    main()
