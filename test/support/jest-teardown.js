/** Stops the MySQL server that the setup started. */
// Jest takes this function by default export only.
export default async function teardown() {
  await globalThis.joineryTestMysql?.stop();
}
