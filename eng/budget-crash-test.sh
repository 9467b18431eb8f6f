#!/usr/bin/env bash
# Kills a process in the middle of 64 streaming requests, 20 times (or as often as the first argument says), with budgets in SQLite and
# in Redis (appendfsync always; the server is killed every other time too), and checks after each kill that no settled record is missing
# and that no limit is passed. Prints one line of figures per store; exits with 0 only when all are as they have to be.
set -euo pipefail
cd "$(dirname "$0")/.."
kills=${1:-20}
command -v redis-server > /dev/null || { apt-get update -qq && apt-get install -y -qq redis-server > /dev/null; }
dotnet build -c Release -v q tests/BudgetWorker > /dev/null
worker=artifacts/bin/BudgetWorker/release/HybridInference.BudgetWorker.dll
status=0
for store in sqlite redis; do
  dotnet "$worker" crash "$store" "$kills" || status=1
done
exit "$status"
