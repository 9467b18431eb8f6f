#!/usr/bin/env bash
# Re-runs the checks of the semantics contract from a clean checkout and prints each figure beside its bar, and the table of the fault
# matrix. Exits with 0 only when all hold. With --full the soak is ten times as long.
packages=""
. "$(dirname "$0")/common.sh"

build HybridInference.Tests HybridInference.OpenAI.Tests EndToEnd.Tests Conformance.Tests

# 1. What happens when a target fails.
promise "failover, final failures, every failure in order" HybridInference.Tests "*FailoverTests*"
promise "shapes of failure, from an OpenAI server" HybridInference.OpenAI.Tests "*OpenAIChatClientFailureTests*"
promise "their classes, and Retry-After" HybridInference.OpenAI.Tests "*OpenAIFailureClassifierTests*"
promise "how answers end" HybridInference.OpenAI.Tests "*AnswerEndTests*"
promise "a damaged local model" EndToEnd.Tests "*BrokenLocalModelTests*"

# 2. Breaker and cooldown.
promise "breaker of a target" HybridInference.Tests "*TargetBreakerTests*"
promise "which target comes first, and all open" HybridInference.Tests "*AvailabilityTests*"
promise "out of memory: open until memory recovers" HybridInference.Tests "*MemoryRecovery*"

# 3. Time limits.
promise "first content, between updates, whole, all attempts" HybridInference.Tests "*TimeLimitTests*"
promise "connecting" HybridInference.OpenAI.Tests "*ConnectTimeout*"

# 4. The commit point.
promise "what commits, interruption, early stop, truncation" HybridInference.Tests "*StreamingTests*"
promise "hold-back" HybridInference.Tests "*HoldBack*"
promise "restart" HybridInference.Tests "*StreamRestartTests*"
promise "continue" HybridInference.Tests "*StreamContinue*"

# 5. Hedging.
promise "hedging" HybridInference.Tests "*Hedging*"

# 6. Pinning and portability.
promise "pinning" HybridInference.Tests "*Pinning*"
promise "portability" HybridInference.Tests "*Portability*"
promise "portability over HTTP" HybridInference.OpenAI.Tests "*PortabilityOverHttp*"
promise "stickiness" HybridInference.Tests "*Stickiness*"

# 7. A good citizen.
promise "services, dispose, arguments, nothing rewritten" HybridInference.Tests "*ClientContractTests*"
promise "messages read once, options unchanged" HybridInference.Tests "*RoutingTests.Request_*"
promise "one client from 64 threads" HybridInference.Tests "*ConcurrencyTests*"

# 8. Others' code, over the inner clients directly and over a hybrid client.
for tests in FunctionInvocation Caching Telemetry Middleware StructuredOutput SemanticKernel Agent Ollama LocalServer; do
  promise "conformance: $tests" Conformance.Tests "Conformance.Tests.${tests}Tests.*"
done

# run_alone CLASS: runs one class with what it writes; the log is at $work/CLASS.log.
run_alone() { artifacts/bin/EndToEnd.Tests/debug/EndToEnd.Tests -noColor -showLiveOutput -class "*.$1" > "$work/$1.log" 2>&1; }

# 9. The fault matrix.
run_alone FaultMatrixTests
matrix_status=$?
sed -nE 's/.*\[OUTPUT\] (\|.*)/\1/p' "$work/FaultMatrixTests.log"
cells=$(sed -nE 's/.*\[OUTPUT\] ([0-9]+) cells$/\1/p' "$work/FaultMatrixTests.log")
check "fault matrix, cells with the one expected outcome" "${cells:-0}, exit $matrix_status" "at least 228, exit 0" \
  test "$matrix_status" -eq 0 -a "${cells:-0}" -ge 228

# 10. The soak.
$full && export HYBRID_SOAK_REQUESTS=100000
run_alone SoakTests
soak_status=$?
soak=$(sed -nE 's/.*\[OUTPUT\] (soak: .*)/\1/p' "$work/SoakTests.log" | head -n 1)
# figure PATTERN: the number at the parentheses of a pattern in the soak's line.
figure() { echo "$soak" | sed -nE "s/.*$1.*/\1/p"; }
# exactly NAME PATTERN EXPECTED: a figure that has one right value.
exactly() { check "soak: $1" "$(figure "$2")" "$3" test -n "$3" -a "$(figure "$2")" = "$3"; }
check "soak: requests" "$(figure 'soak: ([0-9]+) requests'), $(figure ' ([0-9]+ threads, [0-9]+ s)')" "at least 10000, 64 threads" \
  test "$(figure 'soak: ([0-9]+) requests')" -ge 10000 -a "$(figure ' ([0-9]+) threads, [0-9]+ s;')" -ge 64
exactly "records of the calls that were made" ' ([0-9]+) records,' "$(figure ' ([0-9]+) calls')"
exactly "records that were doubled" ' ([0-9]+) doubled' 0
exactly "micro-units still reserved at the end" 'reserved ([0-9]+),' 0
exactly "micro-units spent, and the records' sum" 'spent ([0-9]+),' "$(figure 'records cost ([0-9]+)')"
exactly "exceptions that nobody observed" ' ([0-9]+) unobserved' 0
# flat NAME UNIT BAR: how much more of something there is at the end than after the warm-up.
flat() {
  local grown
  grown=$(echo "$soak" | grep -oE 'grown by [^;]*' | grep -oE -- "-?[0-9]+ $2" | cut -d ' ' -f 1)
  check "soak: $1, more than after the warm-up" "$grown" "at most $3" test "$grown" -le "$3"
}
flat "managed heap, KiB" KiB 4096
flat "handles" handles 128
flat "threads" threads 64
check "soak: the test" "exit $soak_status" "exit 0" test "$soak_status" -eq 0

# 11. The page.
promise "each row of docs/semantics.md names tests that exist" HybridInference.Tests "*SemanticsPageTests*"
check "rows of docs/semantics.md" "$(grep -c '^| .*Tests\.' docs/semantics.md)" "at least 40" test "$(grep -c '^| .*Tests\.' docs/semantics.md)" -ge 40

finish
