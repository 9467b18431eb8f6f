#!/usr/bin/env bash
# Writes new public members into PublicAPI.Unshipped.txt of every project under src/ (or of those named as arguments).
set -euo pipefail
cd "$(dirname "$0")/.."
projects=("$@")
[ ${#projects[@]} -gt 0 ] || projects=($(find src -name '*.csproj'))
# HybridInference.OnnxRuntimeGenAI can be read only where its package is served.
[ "${EnableOnnxRuntimeGenAI:-}" = true ] || projects=($(printf '%s\n' "${projects[@]}" | grep -v OnnxRuntimeGenAI))
for project in "${projects[@]}"; do
  [ -f "$(dirname "$project")/PublicAPI.Unshipped.txt" ] || continue
  dotnet format analyzers "$project" --diagnostics RS0016 --severity info
done
