// Stands in for `node:http` in the functions' bundles. Imported as an ES module it fills in all its names, WebSocket among
// them, and that loads Node's whole fetch: a third of what the S3 client costs a cold function, for nothing that is used.
module.exports = process.getBuiltinModule('node:http');
