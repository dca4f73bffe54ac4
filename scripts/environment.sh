#!/bin/sh
# Make .venv hold what `run` (the product) or `dev` (its tests too) needs. Quick and offline when it does already.
# usage: scripts/environment.sh run|dev
set -eu
cd "$(dirname "$0")/.."

kind=${1:?say run or dev}
python=.venv/bin/python
say() { printf 'faultline: %s\n' "$*"; }
fail() { printf 'faultline: %s\n' "$*" >&2; exit 1; }

sum=$(cat pyproject.toml constraints.txt | cksum)
for stamp in ".venv/.installed-$kind" .venv/.installed-dev; do
    if [ -x "$python" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ]; then
        exit 0
    fi
done

find_python() {
    too_old= no_venv=
    for name in python3.11 python3.12 python3.13 python3.14 python3 python; do
        # A name may be a shim for a version that is not installed: only running it tells.
        version=$("$name" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
        if ! "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            too_old="$name is Python $version"
        elif ! "$name" -c 'import ensurepip, venv' 2>/dev/null; then
            no_venv="$name"
        else
            found=$name
            return
        fi
    done
    if [ -n "$no_venv" ]; then
        fail "$no_venv has no venv module. On Debian and Ubuntu: apt-get install python3-venv"
    fi
    fail "Python 3.11 or newer is needed${too_old:+, and $too_old}. On Debian and Ubuntu: apt-get install python3 python3-venv"
}

if ! "$python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    find_python
    say "making .venv with $("$found" --version)"
    "$found" -m venv --clear .venv || fail "could not make .venv; what went wrong is above"
fi

wanted=.venv/wanted-$kind.txt
"$python" - "$kind" >"$wanted" <<'END'
import sys
import tomllib

with open("pyproject.toml", "rb") as file:
    project = tomllib.load(file)["project"]
wanted = project["dependencies"]
if sys.argv[1] == "dev":
    wanted += project["optional-dependencies"]["dev"]
print("\n".join(wanted))
END

say "installing the pinned packages ($kind); this needs the network, once"
"$python" -m pip install -qq --no-input --disable-pip-version-check \
    --constraint constraints.txt --requirement "$wanted" ||
    fail "pip could not install the packages; what went wrong is above. Run the same command again when it is mended"
printf '%s\n' "$sum" >".venv/.installed-$kind"
say "ready"
