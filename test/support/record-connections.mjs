/**
 * Loaded before a command by `--import`: appends every attempt to reach another machine to the file CONNECTIONS_FILE, one
 * line each, whoever makes it: `tcp host:port`, `udp host:port` or `dns name`.
 */
import { appendFileSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';

const require = createRequire(import.meta.url);
const net = require('node:net');
const dgram = require('node:dgram');
const dns = require('node:dns');

const file = process.env.CONNECTIONS_FILE;
const note = (line) => appendFileSync(file, `${line}\n`);

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object')
    note(first.path ? `path ${first.path}` : `tcp ${first.host ?? 'localhost'}:${first.port}`);
  else note(`tcp ${typeof args[1] === 'string' ? args[1] : 'localhost'}:${first}`);
  return connect.apply(this, args);
};

const send = dgram.Socket.prototype.send;
dgram.Socket.prototype.send = function (...args) {
  note(`udp ${args.filter((arg) => typeof arg !== 'function' && typeof arg !== 'object').join(':')}`);
  return send.apply(this, args);
};

for (const api of [dns, dns.promises]) {
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveTxt', 'resolveSrv']) {
    const original = api[name];
    api[name] = (...args) => {
      note(`dns ${args[0]}`);
      return original.apply(api, args);
    };
  }
}
syncBuiltinESMExports();
