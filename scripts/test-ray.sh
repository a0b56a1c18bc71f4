#!/usr/bin/env bash
# deploy/ray on this machine, without GPU: test-ray.sh [--llm]. Installs Ray in a folder of its own in .build.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/lib/common.sh
. "$here/lib/common.sh"

case ${1:-} in
'') extra=serve ;;
--llm) extra=llm ;; # with vLLM: 7 GB
*) die 'uso: scripts/test-ray.sh [--llm]' ;;
esac
cd "$checkout"
venv=.build/ray-$extra-venv
wanted=$(sed "s/llm/$extra/" deploy/ray/requirements.txt)
if [[ $(cat "$venv/installed" 2>/dev/null) != "$wanted" ]]; then
    say "Instalando $wanted en $venv"
    python3 -m venv --clear "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --no-cache-dir "$wanted" pytest==9.2.0
    # Built for CUDA, as vLLM wants it; beside a torch for CPUs it can't be imported, and nothing here looks at pictures.
    [[ $extra != llm ]] || "$venv/bin/python" -c 'import torchvision' 2>/dev/null ||
        "$venv/bin/pip" uninstall --quiet --yes torchvision torchaudio torchcodec
    say "$wanted" >"$venv/installed"
fi
exec "$venv/bin/python" -m pytest -q -rs --disable-warnings -p no:cacheprovider Tests/Ray
