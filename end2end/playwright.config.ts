// The browser journeys: which browser, which sizes, with and without scripts.
import { defineConfig } from "@playwright/test";
import { join } from "node:path";

export const output = process.env.E2E_OUTPUT ?? join(__dirname, "../target/e2e");

const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 900 };

export default defineConfig({
  testDir: "tests",
  outputDir: join(output, "results"),
  globalSetup: "./server.ts",
  reporter: [["list"]],
  forbidOnly: true,
  retries: 0,
  workers: 1,
  timeout: 150_000,
  use: {
    browserName: "chromium",
    locale: "ru-RU",
    timezoneId: "Europe/Moscow",
    trace: "off",
    launchOptions: {
      executablePath: process.env.E2E_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--use-gl=angle",
        "--use-angle=swiftshader",
      ],
    },
  },
  projects: [
    { name: "js-360", use: { viewport: phone } },
    { name: "js-1280", use: { viewport: desktop } },
    { name: "nojs-360", use: { viewport: phone, javaScriptEnabled: false } },
    { name: "nojs-1280", use: { viewport: desktop, javaScriptEnabled: false } },
  ],
});
