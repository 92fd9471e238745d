const { writeFileSync } = require('node:fs');
const { commands } = require('vscode');

/**
 * Stores the API keys from the environment (as JSON), then creates the file named by
 * JIMENG_START_READY.
 */
exports.activate = async () => {
  const { JIMENG_START_KEYS: keys, JIMENG_START_READY: ready } = process.env;
  if (!keys) return;
  for (const providerKey of JSON.parse(keys)) {
    await commands.executeCommand('jimeng.setApiKey', providerKey);
  }
  if (ready) writeFileSync(ready, 'The keys are set.\n');
};
