const { writeFileSync } = require('node:fs');
const { commands } = require('vscode');

/** Stores the key from the environment for each provider that it lists, then says so by writing the file that JIMENG_START_READY names. */
exports.activate = async () => {
  const {
    JIMENG_START_PROVIDER: provider,
    JIMENG_START_KEY: key,
    JIMENG_START_READY: ready,
  } = process.env;
  if (!provider || !key) return;
  for (const each of provider.split(',')) {
    await commands.executeCommand('jimeng.setApiKey', { provider: each, key });
  }
  if (ready) writeFileSync(ready, 'The key is set.\n');
};
