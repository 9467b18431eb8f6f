#!/usr/bin/env bash
# Re-runs the checks of how the local engine runs requests (drafts, joint runs, cancellation, leaks) from a clean checkout and prints each
# figure beside its bar. Exits with 0 only when all hold. With --full it also runs the benchmark again instead of reading the committed results.
packages=""
. "$(dirname "$0")/common.sh"

# 1. The tests, by promise.
tests=HybridInference.OnnxRuntime.Tests
build $tests
promise "answers with drafts equal plain greedy ones" $tests "*TokenDraftTests*"
promise "drafts that fail cost 2 % at most, by their account" $tests "*PromptLookupTests*"
promise "requests together get what each gets alone" $tests "*JointDecodingTests*"
promise "ten at once give the texts of ten in turn; cancelling one" $tests "*OnnxChatClientConcurrencyTests*"
promise "cancel, dispose, use after dispose" $tests "*OnnxChatClientLifetimeTests*"
promise "the next turn computes only what is new" $tests "*PrefixReuseTests*"
export HYBRID_LEAK_CYCLES=1000
promise "1,000 loads leave nothing behind" $tests "*LoadAndDispose_ManyTimes*"
promise "10,000 requests leave nothing behind" $tests "*Requests_Many_LeaveNothingBehind*"

# 2. Speed.
results=$(ls benchmarks/results/*/scheduling.md | tail -n 1)
if $full; then
  results=$work/scheduling.md
  dotnet run -c Release --project benchmarks/HybridInference.Benchmarks -- scheduling 5 > "$results"
fi
# median NAME: the median of the line that begins so.
median() { awk -F': ' -v name="$1: " 'index($0, name) == 1 { split($NF, part, " "); print part[1] }' "$results"; }
# bar NAME OPERATOR NUMBER: a median beside its bar.
bar() { check "$1" "$(median "$1")" "$2 $3" test -n "$(median "$1")" -a "$(awk "BEGIN { print ($(median "$1") + 0 $2 $3) }")" = 1; }
bar "drafts, answer copies its prompt, which differs in every 12th token: ratio of the 90th percentiles" ">=" 1.4
bar "drafts, answer is always misled by its prompt: ratio of the 90th percentiles" ">=" 0.97
bar "drafts, answer has nothing to do with its prompt: ratio of the 90th percentiles" ">=" 0.97
check "answers that differ with drafts" "$(grep -c 'ANSWERS DIFFER' "$results")" "0" test "$(grep -c 'ANSWERS DIFFER' "$results")" -eq 0
bar "8 requests at once, tokens by processor time of all beside one alone, decoding" ">=" 2
bar "second turn, processor time to first token beside a full prefill" "<=" 15
bar "2 threads: busy beside quiet" ">=" 0.5
bar "the longest" "<=" 100

finish
