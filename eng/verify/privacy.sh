#!/usr/bin/env bash
# Re-runs the checks of privacy from a clean checkout and prints each figure beside its bar. Exits with 0 only when all hold.
# With --full it also runs the detector's benchmark again instead of reading the committed result, and ten times the conversations.
packages="clang zlib1g-dev jq redis-server dbus-daemon"
. "$(dirname "$0")/common.sh"

# 1. The tests, among them 10,000 conversations down every path to the remote side.
run_tests
promise "10,000 private conversations leave nothing on the socket" EndToEnd.Tests "*PrivateTextNeverLeavesTests*"
if $full; then
  HYBRID_PRIVATE_CONVERSATIONS=100000 promise "100,000 private conversations leave nothing on the socket" EndToEnd.Tests "*PrivateTextNeverLeavesTests.Conversations_*_LeaveNoPrivateText"
fi
promise "private text is found in every position of a request" HybridInference.Tests "*PrivateDataPositionTests*"
promise "what may happen to private requests" HybridInference.Tests "*Privacy.Rules*"
promise "reversible redaction" HybridInference.Tests "*Privacy.Redaction*"
promise "the detector's operations grow with the length" HybridInference.Tests "*GrowsWithTheLength*"
promise "chunks give the matches of the whole text" HybridInference.Tests "*PiiStreamScanner*"
promise "nothing found, nothing allocated" HybridInference.Tests "*AllocatesNothing*"
promise "published with NativeAOT, it works" EndToEnd.Tests "*AheadOfTimeTests*"

# 2. Accuracy on the labelled texts.
if [ -d "$HYBRID_DATA/pii" ]; then
  dotnet run -c Release --project benchmarks/HybridInference.PrivacyEvaluation > "$work/evaluation.md" 2> /dev/null
  # score FILES TYPE COLUMN: the lowest figure of a column (4 precision, 5 recall, 6 F1) over the files that match.
  score() { awk -F'|' -v files="$1" -v type="$2" -v column="$(($3 + 1))" '{ gsub(/ /, "") } $2 ~ "^(" files ")$" && $3 == type && (low == "" || $column < low) { low = $column } END { print low }' "$work/evaluation.md"; }
  # at_least NAME FILES TYPE COLUMN BAR
  at_least() { local figure; figure=$(score "$2" "$3" "$4"); check "$1" "$figure" "at least $5" number "0$figure >= $5"; }
  at_least "e-mail F1, lowest of presidio and pii-anon" "presidio-.*|pii-anon-.*" EMAIL 6 .99
  at_least "cards F1, presidio-research" "presidio-research-.*" CREDIT_CARD 6 .99
  at_least "IBAN F1, presidio's tests" "presidio-recognizer-tests" IBAN 6 .99
  at_least "SSN F1, lowest of presidio-research and pii-anon" "presidio-research-.*|pii-anon-.*" US_SSN 6 .995
  at_least "phone F1, presidio-research" "presidio-research-.*" PHONE 6 .80
  at_least "phone F1, recognizers" "recognizers-text-sequence-specs" PHONE 6 .90
  at_least "phone F1, libphonenumber's matcher" "libphonenumber-matcher" PHONE 6 .90
  at_least "micro F1, presidio's recogniser tests" "presidio-recognizer-tests" all 6 .96
  at_least "secrets recall, gitleaks" "gitleaks-rules" SECRET 5 .93
  at_least "secrets recall, kingfisher" "kingfisher-rules" SECRET 5 .70
  at_least "secrets recall, detect-secrets" "detect-secrets-tests" SECRET 5 .85
  at_least "secrets F1, CredSweeper" "credsweeper-samples" SECRET 6 .70
  at_least "secrets precision, CredSweeper" "credsweeper-samples" SECRET 4 .85
  false_rows=$(awk -F'|' '{ gsub(/ /, "") } $2 ~ /^neg-/ { rows += $3; found += $4 } END { printf "%.2f", 1000 * found / rows }' "$work/evaluation.md")
  check "false rows in 1,000 of neg-*" "$false_rows" "at most 1" number "$false_rows <= 1"
else
  check "labelled texts" "none at \$HYBRID_DATA/pii" "there" false
fi

# 3. The tool.
scan() { dotnet run --no-build --project src/HybridInference.Tool -- scan "$@"; }
printf 'write to %s@%s\n' maria.example mail.test.org > "$work/private.txt"
echo "nothing to see here" > "$work/public.txt"
scan "$work/private.txt" > "$work/scan.log" 2>&1
check "hybrid scan of a file with an address" "exit $?" "exit 1" grep -q EMAIL "$work/scan.log"
check "the address in what it prints" "$(grep -c maria.example "$work/scan.log") times" "0 times" test "$(grep -c maria.example "$work/scan.log")" -eq 0
check "hybrid scan of a public file" "$(scan "$work/public.txt" > /dev/null 2>&1; echo "exit $?")" "exit 0" scan "$work/public.txt"
spans=$(jq -cn --rawfile text "$work/private.txt" '{text: $text}' | scan --jsonl 2> /dev/null | jq -r '.spans | map("\(.type) \(.start) \(.end)") | join(" ")')
check "hybrid scan --jsonl" "$spans" "EMAIL 9 36" test "$spans" = "EMAIL 9 36"

# 4. Speed, in million characters a second of texts of a million characters, and microseconds for a prompt of 1,024.
results=$(ls benchmarks/results/*/pii-detector.md | tail -n 1)
if $full; then
  results=$work/pii-detector.md
  dotnet run -c Release --project benchmarks/HybridInference.Benchmarks -- pii-speed > "$results" 2> "$work/pii-speed.log"
fi
# cell TEXT COLUMN: a figure of the table of pii-speed; the ten regexes stand in column 3.
cell() { awk -F'|' -v text="$1" -v column="$2" '$2 == " " text " " { print $column + 0; exit }' "$results"; }
faster() { local figure; figure=$(cell "$2" "$3"); check "$1" "$figure" "at least $4" number "0$figure >= $4"; }
faster "prose, Detect" prose 4 300
faster "prose, ContainsAny" prose 5 500
faster "code, Detect" code 4 200
faster "dense text, Detect" dense 4 100
faster "prose, times the speed of ten source-generated regexes" prose 7 6
for prompts in "prompts" "private prompts"; do
  prompt=$(cell "$prompts" 8)
  check "$prompts of 1 KB" "$prompt us" "at most 5" number "0$prompt <= 5"
done
start=$(dotnet run -c Release --project benchmarks/HybridInference.Benchmarks -- pii-start 2> /dev/null | tail -n 1)
kept=$(echo "$start" | sed -nE 's/.*buffers: ([0-9]+) KB.*/\1/p')
check "tables and one thread's buffers" "$kept KB" "at most 250 KB" number "0$kept <= 250"

finish
