#!/usr/bin/env bash
# Holds the validator and the comparison of EdaKit.ContractGate against ajv, in generated pairs of schemas: no verdict on a value
# may differ, and no pair that is called compatible may have a value that ajv accepts for the writer and refuses for the reader.
#
#   run.sh             10,000 pairs with 16 values each
#   run.sh PAIRS       so many
#   run.sh --record    300 pairs, and writes ajv's verdicts to verdicts.txt, which the tests read where there is no Node
#
# Needs Node 20 and npm, which installs the versions of package-lock.json. The first line of the output of the test says how many
# there were of each; the exit code is not 0 if one is wrong.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

pairs=${1:-10000}
if [ "$pairs" = --record ]; then
  pairs=300
  export EDAKIT_AJV_RECORD=$PWD/verdicts.txt
fi

npm ci --no-audit --no-fund
EDAKIT_AJV_PAIRS=$pairs dotnet run --project ../.. -c Release -- \
  -noLogo -noColor -showLiveOutput -class EdaKit.ContractGate.Tests.Compatibility.IndependentValidatorTests
