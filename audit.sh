#!/usr/bin/env bash
# Kills, stops, cuts and pauses a system built on EdaKit while it works, and proves that nothing is lost, doubled or out of order.
#
#   ./audit.sh                    1,000,000 messages, or 50 minutes of faults
#   ./audit.sh --quick            every kind of fault once, about 3 minutes
#   ./audit.sh --seed 7 --minutes 10 --report audit.md
#   ./audit.sh travel             1,000 trips in each style while every process of the travel sample is killed; orders: 1,000 orders
#   ./audit.sh travel --trips 100 --seed 7
#
# It starts private PostgreSQL and RabbitMQ servers from installed binaries ('./test.sh' installs them on Debian and Ubuntu)
# and ends them. Exit code 0: every count is 0 and every kind of fault happened. docs/audit.md says how to read the report.
set -u -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

project=tests/EdaKit.Audit command=audit
case ${1:-} in
  travel) project=samples/Travel/Travel.Host command=kills && shift ;;
  orders) project=samples/Orders command=kills && shift ;;
esac
if ! log=$(dotnet build $project -c Release -p:EnableSourceLink=false -p:EnableSourceControlManagerQueries=false --nologo -v quiet 2>&1 </dev/null); then
  echo "$log" >&2
  exit 1
fi

# They would name servers of others, which nobody may kill.
unset EDAKIT_POSTGRES EDAKIT_RABBITMQ
exec dotnet "$project/bin/Release/net10.0/$(basename $project).dll" $command "$@"
