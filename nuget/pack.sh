#!/usr/bin/env bash
# Packs every packable project of the solution into a folder that serves as a NuGet feed: nuget/pack.sh DIR
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: nuget/pack.sh DIR" >&2; exit 2; }
mkdir -p "$1"
feed=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."

# The same commit gives the same bytes: files in packages bear its time.
if commit_time=$(git log -1 --format=%ct 2>/dev/null); then
  export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$commit_time}
fi

# Built apart from bin and obj, so that packing disturbs no build or test that runs meanwhile.
dotnet pack Distributary.slnx -c Release -o "$feed" --artifacts-path nuget/obj -p:ContinuousIntegrationBuild=true
