#!/usr/bin/env bash
# Runs test files one after the other in a network of its own, in which there is nothing but this machine's 127.0.0.1, as a
# proof that none of it needs the world: bash test/offline.sh test/e2e/library.test.ts test/security/data-urls.test.ts
# What is running outside, a MariaDB for example, cannot be reached either; tests start their own.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

inside=$(
  cat <<'SCRIPT'
ip link set lo up
for file in "$@"; do
  node_modules/.bin/node --experimental-vm-modules node_modules/jest/bin/jest.js "$file"
done
SCRIPT
)
if [[ $EUID -eq 0 ]]; then exec unshare --net bash -euc "$inside" offline "$@"; fi
exec unshare --net --map-root-user bash -euc "$inside" offline "$@"
