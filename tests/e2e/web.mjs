// The web pages as a portal's checker and a reader on a phone have them: valid, without a finding of accessibility,
// nothing wider than the screen but what scrolls in itself.
//
// usage: node web.mjs FOLDER PICTURES  (with html-validate, axe-core and puppeteer-core installed beside, and Chromium)
import { readdirSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const need = createRequire(path.join(process.cwd(), "x.js"));
const { HtmlValidate } = need("html-validate");
const axe = readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");
const puppeteer = need("puppeteer-core");

const [folder, pictures] = process.argv.slice(2).map((p) => path.resolve(p));
mkdirSync(pictures, { recursive: true });
const validator = new HtmlValidate({
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  // A portal's editor drops style sheets and classes: the style stands in the elements.
  rules: { "no-inline-style": "off", "long-title": "off" },
});
// Chinese faces for a machine that has none: ours, under the names that the pages ask for.
const root = path.resolve(path.dirname(new URL(import.meta.url).pathname), "../..");
const faces = { 仿宋_GB2312: "FandolFang", 楷体_GB2312: "Gongkai Kai", 黑体: "Gongkai Hei", serif: "FandolFang" };
const match = ([name, face]) =>
  `<match target="pattern"><test name="family"><string>${name}</string></test>` +
  `<edit name="family" mode="prepend" binding="same"><string>${face}</string></edit></match>`;
const fonts = path.join(pictures, "fonts.conf");
writeFileSync(
  fonts,
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${root}/assets/fonts</dir>` +
    `<dir>/usr/share/fonts</dir><cachedir>${pictures}/cache</cachedir>${Object.entries(faces).map(match).join("")}</fontconfig>`,
);
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
  env: { ...process.env, FONTCONFIG_FILE: fonts },
});
let bad = 0;
const fault = (file, words) => {
  bad += 1;
  console.log(`${file}: ${words}`);
};

for (const file of readdirSync(folder).filter((f) => f.endsWith(".html"))) {
  const full = path.join(folder, file);
  const report = await validator.validateFile(full);
  for (const m of report.results.flatMap((r) => r.messages)) {
    fault(file, `html-validate ${m.ruleId}, line ${m.line}: ${m.message}`);
  }
  const page = await browser.newPage();
  for (const width of [360, 768, 1366]) {
    await page.setViewport({ width, height: 900 });
    await page.goto(`file://${full}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) fault(file, `${wide} px wider than ${width}`);
    if (width !== 768 || file.startsWith("illustrated")) {
      await page.screenshot({ path: path.join(pictures, `${file}-${width}.png`), fullPage: true });
    }
  }
  await page.evaluate(axe);
  const { violations } = await page.evaluate("axe.run()");
  for (const v of violations) fault(file, `axe ${v.id} (${v.impact}) ${v.nodes.length}×: ${v.help}`);
  await page.close();
}
await browser.close();
console.log(bad === 0 ? "web pages: valid, accessible, within every screen" : `${bad} faults`);
process.exit(bad === 0 ? 0 : 1);
