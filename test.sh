#!/usr/bin/env bash
# Builds EdaKit.sln and runs every test project under tests/, two at a time.
#
#   ./test.sh          all of them
#   ./test.sh Outbox   those with 'Outbox' in their name
#
# Tests use real servers and a real browser. What is missing is installed with apt-get when root runs this; otherwise the
# script says what to install. EDAKIT_POSTGRES and EDAKIT_RABBITMQ name servers to use instead, EDAKIT_CHROMIUM a browser's
# program. TMPDIR says where the servers keep their files: unset, in memory where there is room. EDAKIT_TEST_TIMEOUT bounds
# one project (default 30m), EDAKIT_TEST_PROJECTS says how many run at a time. The last line is 'N passed, N failed'. Counted
# as failed: a failed or skipped test, and once each a project that crashes, runs no test, or is not in the solution.
set -u -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

# Tests, and the processes that they start, end long before it pays that the runtime measures where their time goes: without, they take up to a third less of it.
# Nor does it pay to compile anew, and better, what has been called a few times, before there is nothing else to compile for a second.
export DOTNET_TieredPGO="${DOTNET_TieredPGO:-0}" DOTNET_TC_CallCountingDelayMs="${DOTNET_TC_CallCountingDelayMs:-1000}"

filter=${1:-}
results=$(mktemp -d) || exit 1
memory=
policy=
passed=0
failed=0

cleanup() {
  rm -rf "$results"
  [ -z "$memory" ] || rm -rf "$memory"
  [ -z "$policy" ] || rm -f "$policy"
}
trap cleanup EXIT

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}

give_up() {
  echo "$1" >&2
  failed=$((failed + 1))
  finish
}

has_program() {
  local folder
  for folder in /usr/lib/postgresql/*/bin /usr/lib/rabbitmq/bin /usr/sbin; do
    [ -x "$folder/$1" ] && return
  done
  command -v "$1" >/dev/null
}

# Debian starts a service when it installs one, unless this file says no. A machine's own policy stays.
forbid_services() {
  [ -e /usr/sbin/policy-rc.d ] && return
  policy=/usr/sbin/policy-rc.d
  printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"
}

# Under any of the names that the tests of the page look for.
has_browser() {
  has_program chromium || has_program chromium-browser || has_program google-chrome
}

install_programs() {
  local missing=() without_chromium=
  [ -n "${EDAKIT_POSTGRES:-}" ] || has_program initdb || missing+=(postgresql)
  [ -n "${EDAKIT_RABBITMQ:-}" ] || has_program rabbitmq-server || missing+=(rabbitmq-server)
  [ -n "${EDAKIT_CHROMIUM:-}" ] || has_browser || {
    missing+=(chromium)
    without_chromium=" Ubuntu has no chromium for apt-get: install Google Chrome there, or let EDAKIT_CHROMIUM name a browser's program."
  }
  [ ${#missing[@]} -gt 0 ] || return 0

  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    give_up "The tests need servers and a browser. Install ${missing[*]} (Debian and Ubuntu: sudo apt-get install ${missing[*]}), or see compose.yaml for servers.${without_chromium}"
  fi
  echo "Installing ${missing[*]}"
  forbid_services
  if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
    >"$results/apt.log" 2>&1 </dev/null; then
    cat "$results/apt.log"
    give_up "apt-get could not install ${missing[*]}.${without_chromium}"
  fi
  [ -z "$policy" ] || rm -f "$policy"
  policy=
}

# Source links are for packages; without a remote, as in a fresh copy, they would only warn.
build() {
  echo "Building EdaKit.sln"
  if ! dotnet build EdaKit.sln -c Release -warnaserror -p:EnableSourceLink=false -p:EnableSourceControlManagerQueries=false --nologo -v quiet >"$results/build.log" 2>&1 </dev/null; then
    cat "$results/build.log"
    give_up "The build failed."
  fi
}

# Tests make and drop a thousand databases, which is mostly making and deleting files: some file systems take longer for that than all the rest takes. In memory,
# where there is room, nothing is slow about it. TMPDIR, where it is set, decides.
work_in_memory() {
  local room spare
  [ -z "${TMPDIR:-}" ] || return 0
  room=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1)
  spare=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo 2>/dev/null)
  [ "${room:-0}" -gt 6000000 ] && [ "${spare:-0}" -gt 8000000 ] || return 0

  # PostgreSQL does not run as root, and has to get in.
  memory=$(mktemp -d /dev/shm/edakit-tests-XXXXXX) && chmod 1777 "$memory" || give_up "No folder can be made in /dev/shm."
  export TMPDIR=$memory
}

# The number that an attribute of the results' <assembly> element holds; 0 if it is not there.
count() {
  local number
  number=$(grep -o -m 1 '<assembly [^>]*>' "$2" | grep -o " $1=\"[0-9]*\"" | head -n 1 | tr -dc '0-9')
  echo "${number:-0}"
}

# What this process's children took, servers included: what a project costs the others.
processor_seconds() {
  awk 'NR == 2 { for (i = 1; i <= 2; i++) { split($i, t, /[ms]/); sum += 60 * t[1] + t[2] } printf "%.0f", sum }' "$results/$1.times"
}

# Runs in a process of its own. What it has to say goes into a file, so that two do not talk at once; the counts into another.
run_project() {
  local name=$1 project=$2 log="$results/$1.log" xml="$results/$1.xml" runner code fine=0 bad=0 started=$SECONDS
  local program=${project%/*}/bin/Release/net10.0/$name.dll

  timeout --kill-after=30s "${EDAKIT_TEST_TIMEOUT:-30m}" dotnet "$program" -noColor -noLogo -result-xml "$xml" >"$log" 2>&1 </dev/null &
  runner=$!
  trap 'kill "$runner"' TERM
  wait "$runner"
  code=$?
  times >"$results/$name.times"

  if [ -s "$xml" ]; then
    fine=$(count passed "$xml")
    bad=$(($(count failed "$xml") + $(count skipped "$xml") + $(count not-run "$xml") + $(count errors "$xml")))
  fi

  # The exit code and the counts must tell one story; where they do not, something broke that no count shows.
  if [ "$bad" -eq 0 ] && { [ "$code" -ne 0 ] || [ "$fine" -eq 0 ]; }; then
    bad=1
    echo "$name: exit code $code after $fine tests" >>"$log"
  fi
  echo "$fine $bad" >"$results/$name.counts"

  { [ "$bad" -eq 0 ] || cat "$log"; echo "$name: $fine passed, $bad failed, $((SECONDS - started)) s, $(processor_seconds "$name") s of processor"; } >"$results/$name.out"
  cat "$results/$name.out"
}

# A project that left no counts behind has crashed in a way of its own.
add_up() {
  local name fine bad
  for name in "$@"; do
    fine=0 bad=1
    [ ! -s "$results/$name.counts" ] || read -r fine bad <"$results/$name.counts"
    passed=$((passed + fine))
    failed=$((failed + bad))
  done
}

command -v dotnet >/dev/null || give_up "The tests need the .NET 10 SDK: https://dotnet.microsoft.com/download"
compgen -G "tests/*$filter*/*$filter*.csproj" >/dev/null || give_up "No test project has '$filter' in its name."
install_programs
build
work_in_memory

# Those that take minutes come first, so that the last one does not run alone.
longest_first() {
  local name
  for name in EdaKit.AcceptanceTests EdaKit.House.Tests EdaKit.Audit EdaKit.Outbox.Tests Retail.Tests EdaKit.StoreConformance EdaKit.ContractGate.Tests Insurance.Tests Travel.Tests EdaKit.Tracing.Tests \
    EdaKit.Sagas.Tests; do
    ls tests/$name/$name.csproj 2>/dev/null
  done
  ls tests/*/*.csproj
}

trap 'kill $(jobs -p) 2>/dev/null; exit 1' INT TERM
names=()
for project in $(longest_first | awk '!seen[$0]++'); do
  name=$(basename "$project" .csproj)
  ! grep -q "<IsTestProject>false" "$project" || continue
  [[ $name == *"$filter"* ]] || continue

  if ! grep -q "[\\\\/]$name\.csproj\"" EdaKit.sln; then
    echo "$name: not in EdaKit.sln"
    failed=$((failed + 1))
    continue
  fi

  # Most of a test's time is spent in waiting for servers.
  while [ "$(jobs -pr | wc -l)" -ge "${EDAKIT_TEST_PROJECTS:-2}" ]; do
    wait -n
  done
  names+=("$name")
  run_project "$name" "$project" &
done
wait
add_up "${names[@]}"
finish
