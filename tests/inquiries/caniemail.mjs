// Says what the mail programs named first cannot show of the HTML files named after them, as JSON.
// node caniemail.mjs 'gmail.*,outlook.*' a.html b.html
import { readFileSync } from "node:fs";
import { caniemail } from "caniemail";

const [clients, ...files] = process.argv.slice(2);
const found = [];
for (const file of files) {
  const { issues } = caniemail({ clients: clients.split(","), html: readFileSync(file, "utf8") });
  for (const [kind, byClient] of Object.entries(issues)) {
    for (const [client, list] of byClient) {
      found.push(...list.map(({ title, notes }) => ({ file, kind, client, title, notes })));
    }
  }
}
process.stdout.write(JSON.stringify(found));
