// Opens pages in Chromium in every width and colour scheme and prints as JSON, by page, what is wrong with it.
// usage: node controleer.cjs CHROMIUM PAGE ... (screenshots: in the folder MAATWERK_SCHERMEN)
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");
const { chromium } = require("playwright-core");
const { VIEWS, asked } = require("./axe.cjs");
const [, , executablePath, ...files] = process.argv;
const shots = process.env.MAATWERK_SCHERMEN;

// What axe does not see: drawings without a name, contrast of text in a drawing, what sticks out, focus.
function inspect() {
  const problems = [];
  const parse = (text) => text.match(/[\d.]+/g).slice(0, 3).map(Number);
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [x, y] = [luminance(parse(a)), luminance(parse(b))].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const background = getComputedStyle(document.body).backgroundColor;
  if (document.documentElement.lang !== "nl") problems.push("lang is not nl");
  if (document.querySelectorAll("h1").length !== 1) problems.push("not one h1");
  if (document.querySelector("script")) problems.push("a script");
  const levels = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((h) => Number(h.tagName[1]));
  levels.forEach((level, i) => { if (i && level > levels[i - 1] + 1) problems.push(`heading jumps to ${level}`); });
  const seen = new Set();
  for (const element of document.querySelectorAll("[id]")) {
    if (seen.has(element.id)) problems.push(`id twice: ${element.id}`);
    seen.add(element.id);
  }
  for (const svg of document.querySelectorAll("svg")) {
    const named = document.getElementById(svg.getAttribute("aria-labelledby"));
    const caption = svg.closest("figure") && svg.closest("figure").querySelector("figcaption");
    if (svg.getAttribute("role") !== "img" || !named || !named.textContent.trim()) problems.push("svg without role or description");
    if (!caption || !caption.textContent.trim()) problems.push("svg without a conclusion");
    if (caption && named && named.textContent.includes(caption.textContent)) problems.push("a conclusion said twice");
    for (const text of svg.querySelectorAll("text")) {
      const ratio = contrast(getComputedStyle(text).fill, background);
      if (ratio < 4.5) problems.push(`svg text contrast ${ratio}`);
      const box = text.getBoundingClientRect();
      const outer = svg.getBoundingClientRect();
      if (box.right > outer.right + 1 || box.left < outer.left - 1 || box.bottom > outer.bottom + 4) problems.push(`svg text sticks out: ${text.textContent}`);
      if (parseFloat(getComputedStyle(text).fontSize) * (outer.width / 320) < 11) problems.push("svg text too small");
    }
    for (const bar of svg.querySelectorAll("rect, circle.open")) {
      const ratio = contrast(getComputedStyle(bar).stroke, background);
      if (ratio < 3) problems.push(`bar contrast ${ratio}`);
    }
    for (const part of svg.querySelectorAll("rect, circle, path, text")) {
      if (!part.hasAttribute("fill") && !part.hasAttribute("stroke")) problems.push("a part of a drawing that is nothing without CSS");
    }
    if (!document.querySelector("table")) problems.push("chart without tables");
  }
  for (const table of document.querySelectorAll("table")) {
    if (!table.caption || !table.caption.textContent.trim()) problems.push("table without caption");
    for (const head of table.querySelectorAll("th")) if (!head.scope) problems.push("th without scope");
    for (const row of table.querySelectorAll("tbody tr")) if (!row.querySelector('th[scope="row"]')) problems.push("row without heading");
    for (const cell of table.querySelectorAll("td, th")) if (!cell.textContent.trim() && cell.tagName === "TH") problems.push("empty heading cell");
  }
  if (document.documentElement.scrollWidth > innerWidth) problems.push(`page scrolls sideways: ${document.documentElement.scrollWidth}`);
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    if (!document.getElementById(link.getAttribute("href").slice(1))) problems.push(`dead link ${link.getAttribute("href")}`);
  }
  return problems;
}

async function looked(page, requests, errors, file) {
  const results = [];
  const url = pathToFileURL(path.resolve(file)).href;
  const name = path.basename(file, ".html");
  for (const [colorScheme, width] of VIEWS) {
    requests.length = errors.length = 0;
    await page.emulateMedia({ media: "screen", colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.goto(url);
    const problems = [...errors, ...(await page.evaluate(inspect))];
    const cards = await page.evaluate(() => [...document.querySelectorAll(".cijfers li")].slice(0, 4).map((card) => card.getBoundingClientRect().bottom));
    await page.keyboard.press("Tab");
    const first = await page.evaluate(() => {
      const box = document.activeElement.getBoundingClientRect();
      const style = getComputedStyle(document.activeElement);
      return { href: document.activeElement.getAttribute("href"), visible: box.left >= 0 && box.top >= 0, outline: style.outlineStyle };
    });
    if (first.href !== "#inhoud" || !first.visible || first.outline === "none") problems.push("skip link is not first, visible and outlined");
    if (shots) await page.screenshot({ path: path.join(shots, `${name}-${colorScheme}-${width}.png`), fullPage: true });
    const outside = requests.filter((request) => request !== url);
    results.push({ colorScheme, width, cards, problems, outside, ...(await asked(page, colorScheme, width)) });
  }
  const { problems } = results.at(-1);
    // The spacing that WCAG 1.4.12 asks to survive, at the narrowest width.
    await page.setViewportSize({ width: 320, height: 900 });
    await page.addStyleTag({ content: "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}" });
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) problems.push("text spacing breaks the page");
    await page.reload();
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    const hidden = await page.evaluate(() => {
      const nav = document.querySelector("nav");
      return nav ? getComputedStyle(nav).display : "none";
    });
    if (hidden !== "none") problems.push("navigation is printed");
    if (shots) fs.writeFileSync(path.join(shots, `${name}-afdruk.pdf`), await page.pdf({ preferCSSPageSize: true }));
  return results;
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const page = await (await browser.newContext({ locale: "nl-NL" })).newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  const errors = [];
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  const results = {};
  for (const file of files) results[path.basename(file, ".html")] = await looked(page, requests, errors, file);
  await browser.close();
  console.log(JSON.stringify(results, null, 1));
})().catch((error) => { console.error(error); process.exit(1); });
