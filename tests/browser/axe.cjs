// Asks axe about a page that lies open, as it is in one scheme of colours and at one width.
const fs = require("fs");
const axeSource = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const COLOURS = ["color-contrast", "link-in-text-block"]; // what another scheme can break
// Colours do not change with the width, nor room with the colours: each width and each scheme is looked at, not each pair.
const VIEWS = [["light", 320], ["dark", 768], ["light", 1280]];

async function asked(page, colorScheme, width) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  const runOnly = colorScheme === "dark" ? COLOURS : RULES;
  const rules = Object.fromEntries(width === 320 ? COLOURS.map((rule) => [rule, { enabled: false }]) : []);
  const axe = await page.evaluate((options) => window.axe.run(document, options), { runOnly, rules, resultTypes: ["violations"] });
  return { passes: axe.passes.length, violations: axe.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(" | ")}`) };
}

module.exports = { VIEWS, asked };
