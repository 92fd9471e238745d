const vscode = require('vscode');

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    vscode.commands.registerCommand('emptyWebview.open', () => {
      const panel = vscode.window.createWebviewPanel(
        'emptyWebview',
        'Empty',
        vscode.ViewColumn.One,
        {
          enableScripts: true,
        },
      );
      panel.webview.html = '<!DOCTYPE html><body data-empty>Empty</body>';
    }),
  );
};
