const INSTALLATION = /^(DATABASE_URL$|PALMARES_(?!TEST_|E2E_)|STRIPE_|SMTP_|SMS_|MAIL_|PORT$|HOST$)/;

/** An environment without what points at a real installation: tests must never reach one by accident. */
export function withoutInstallationVariables(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const harmless = Object.entries(environment).filter(([name]) => !INSTALLATION.test(name));
  return { ...Object.fromEntries(harmless), NODE_ENV: environment.NODE_ENV };
}
