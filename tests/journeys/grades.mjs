// What two outside tools say of answers, which come as JSON on standard input: MDN's HTTP
// Observatory gives each a score, Google's CSP Evaluator names the holes in its policy.
// [{name, url, status, headers: [[name, value], ...], body, plain: {status, location}}, ...]
// What the Observatory's own server is made of, package.json leaves out: only its tests are run.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import evaluator from "csp_evaluator/dist/evaluator.js";
import findings from "csp_evaluator/dist/finding.js";
import parser from "csp_evaluator/dist/parser.js";
import { CookieJar } from "tough-cookie";

// The Observatory would fetch the browsers' list of preloaded hosts as it is installed. Without the
// list, which this site is not on, it has to find an empty one.
const observatory = dirname(
  createRequire(import.meta.url).resolve("@mdn/mdn-http-observatory/package.json"),
);
const preloaded = join(observatory, "conf", "hsts-preload.json");
if (!existsSync(preloaded)) writeFileSync(preloaded, "{}");
const { ALL_TESTS } = await import("@mdn/mdn-http-observatory/src/constants.js");
const { getScoreModifier } = await import("@mdn/mdn-http-observatory/src/grader/grader.js");
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT: ENOUGH } = await import(
  "@mdn/mdn-http-observatory/src/grader/charts.js"
);
const { parseHttpEquivHeaders } = await import("@mdn/mdn-http-observatory/src/retriever/utils.js");

function observed(answer) {
  const url = new URL(answer.url);
  const headers = {};
  const jar = new CookieJar();
  for (const [name, value] of answer.headers) {
    (headers[name] ??= []).push(value);
    if (name === "set-cookie") jar.setCookieSync(value, url.href);
  }
  const response = {
    status: answer.status,
    headers,
    verified: true,
    httpEquiv: parseHttpEquivHeaders(answer.body, url.href),
  };
  const route = [
    { url: new URL(url.href.replace("https:", "http:")), status: answer.plain.status },
    { url: new URL(answer.plain.location), status: answer.status },
  ];
  return {
    hostname: url.hostname,
    resources: { path: answer.body },
    session: { url, jar },
    responses: {
      auto: response,
      https: response,
      http: response, // where the redirects end
      httpRedirects: route,
      httpsRedirects: route,
      cors: null, // OPTIONS is refused
    },
  };
}

// as scan() adds them up: what is gained counts once nothing much is lost
function scored(answer) {
  const requests = observed(answer);
  const results = ALL_TESTS.map((test) => test(requests).result);
  const points = results.map(getScoreModifier);
  const lost = points.filter((modifier) => modifier < 0).reduce((sum, each) => sum + each, 0);
  const all = points.reduce((sum, each) => sum + each, 0);
  const bad = results.filter((_, place) => points[place] < 0);
  return { score: 100 + (100 + lost >= ENOUGH ? all : lost), bad };
}

// from HIGH down to HIGH_MAYBE; below that it only asks to be sure, or would like more
function holes(answer) {
  return answer.headers
    .filter(([name]) => name === "content-security-policy")
    .flatMap(([, policy]) => new evaluator.CspEvaluator(new parser.CspParser(policy).csp).evaluate())
    .filter(({ severity }) => severity <= findings.Severity.HIGH_MAYBE)
    .map(({ severity, description, directive, value }) =>
      [findings.Severity[severity], directive, value, description].join(" "),
    );
}

const answers = JSON.parse(readFileSync(0, "utf8"));
const said = answers.map((answer) => ({ name: answer.name, ...scored(answer), holes: holes(answer) }));
process.stdout.write(JSON.stringify(said));
