#!/usr/bin/env bash
# Makes a bare Debian or Ubuntu machine ready for `make run` and `make test`.
# Safe to repeat: each step looks first, and a second run takes well under a second.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

venv=.venv
stamp=$venv/.installed
started=$SECONDS

say() { printf '%s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# --- Debian packages ---------------------------------------------------------------------------

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

can_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null
}

apt_run() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" >>"$apt_log" 2>&1
}

# Package lists are refreshed only when the packages cannot be had from those already there.
apt_install() {
    apt_log=$(mktemp)
    apt_run install --no-install-recommends "$@" && { rm -f "$apt_log"; return 0; }
    apt_run update && apt_run install --no-install-recommends "$@" && { rm -f "$apt_log"; return 0; }
    tail -n 20 "$apt_log" >&2
    rm -f "$apt_log"
    return 1
}

# Some packages would start a service of their own on the usual port: install_without_service PACKAGE PART SERVICE…
# where PART is in the name of each service. Ours are private, so while one is being installed Debian is told not to
# start it, and it is switched off for later boots. This touches only what this script has just installed.
install_without_service() {
    local package=$1 part=$2 policy=/usr/sbin/policy-rc.d own_policy= failed= service
    shift 2
    if [ ! -e "$policy" ]; then
        own_policy=yes
        printf '#!/bin/sh\ncase "$*" in *%s*) exit 101 ;; esac\n' "$part" | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
        trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
    fi
    apt_install "$package" || failed=yes
    if [ -n "$own_policy" ]; then as_root rm -f "$policy"; trap - EXIT; fi
    [ -z "$failed" ] || return 1
    for service in "$@"; do
        if [ -d /run/systemd/system ]; then
            as_root systemctl disable --now --quiet "$service.service"
        else
            as_root update-rc.d "$service" disable
        fi
    done
}

# --- 1. Python ---------------------------------------------------------------------------------

find_python() {
    local name
    for name in python3.13 python3.12 python3.11 python3; do
        if "$name" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null
        then say "$name"; return 0; fi
    done
    return 1
}

install_python() {
    say "[1/5] installing Python from Debian (about 30 s)…"
    apt_install python3 python3-venv || return 1
    find_python >/dev/null || apt_install python3.11 python3.11-venv   # Ubuntu 22.04 has it beside its 3.10
}

ensure_venv() {
    if "$venv/bin/python" -c '' 2>/dev/null; then return; fi
    if ! find_python >/dev/null; then
        can_install && install_python && find_python >/dev/null ||
            fail "Python 3.11, 3.12 or 3.13 with its venv module is needed; install it (Debian: apt-get install python3-venv) and run this again."
    fi
    say "[1/5] creating $venv with $(find_python)…"
    "$(find_python)" -m venv --clear "$venv"
}

# --- 2. Python packages ------------------------------------------------------------------------

ensure_packages() {
    local wanted
    wanted=$(cat requirements-dev.lock pyproject.toml | sha256sum)
    if [ "$wanted" = "$(cat "$stamp" 2>/dev/null || true)" ]; then return; fi
    say "[2/5] installing Python packages by their hashes (about 2 min the first time)…"
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
    printf '%s\n' "$wanted" >"$stamp"
}

# --- 3. RabbitMQ -------------------------------------------------------------------------------

own_broker="Install RabbitMQ 3.10 or newer yourself, or set AMQP_URI to a running broker, then run this again."

has_rabbitmq() {
    [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || command -v rabbitmq-server >/dev/null
}

# Debian's folder carries the version; elsewhere it is left to the one who installed it.
refuse_old_rabbitmq() {
    local folder version
    for folder in /usr/lib/rabbitmq/lib/rabbitmq_server-*; do
        [ -d "$folder" ] || return 0
        version=${folder##*-}
        [ "$(printf '%s\n' 3.10 "$version" | sort -V | head -n 1)" = 3.10 ] ||
            fail "The RabbitMQ of this system, $version, is too old. $own_broker"
    done
}

install_rabbitmq() { install_without_service rabbitmq-server rabbitmq-server rabbitmq-server; }

ensure_rabbitmq() {
    if [ -n "${AMQP_URI:-}" ]; then return; fi
    if ! has_rabbitmq; then
        say "[3/5] installing RabbitMQ from Debian (about 1 min)…"
        can_install && install_rabbitmq ||
            fail "RabbitMQ is missing and cannot be installed here (that takes apt-get, and root or sudo). $own_broker"
    fi
    refuse_old_rabbitmq
}

# --- 4. libmagic, which tells what kind of file an attachment really is -------------------------

ensure_libmagic() {
    if /sbin/ldconfig -p 2>/dev/null | grep -q 'libmagic\.so\.1'; then return; fi
    say "[4/5] installing libmagic from Debian…"
    can_install && apt_install libmagic1 ||
        fail "libmagic is missing and cannot be installed here; install Debian's libmagic1 (or 'file' on other systems) and run this again."
}

# --- 5. What documents are set with: Pango, and the fonts of services/common/press/fonts ---------------

press_libraries=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
press_fonts=(fonts-liberation2 fonts-noto-core fonts-symbola fonts-wqy-zenhei)

has_press_packages() {
    local libraries fonts=/usr/share/fonts/truetype
    libraries=$(/sbin/ldconfig -p 2>/dev/null || true)
    [[ $libraries == *libpangoft2-1.0.so.0* && $libraries == *libharfbuzz-subset.so.0* ]] &&
        compgen -G "$fonts/liberation*/LiberationSans-Regular.ttf" >/dev/null &&
        compgen -G "$fonts/ancient-scripts/Symbola*.ttf" >/dev/null &&
        [ -e "$fonts/noto/NotoSansArabic-Regular.ttf" ] && [ -e "$fonts/wqy/wqy-zenhei.ttc" ]
}

ensure_press_packages() {
    if has_press_packages; then return; fi
    say "[5/5] installing Pango and the fonts of documents from Debian (about 23 MB)…"
    can_install && apt_install "${press_libraries[@]}" "${press_fonts[@]}" && has_press_packages ||
        fail "Pango or fonts are missing and cannot be installed here; install Debian's ${press_libraries[*]} ${press_fonts[*]} and run this again."
}

# --- tools named on the command line: wrk for the benchmarks, clamd, chromium and examples for the tests ---

# The names of tests/support/browser.py, in its order.
has_chromium() {
    local name
    for name in "${CHROMIUM:-chromium}" google-chrome google-chrome-stable chromium-browser; do
        if "$name" --version >/dev/null 2>&1; then return 0; fi   # Ubuntu has one that only says "install a snap"
    done
    return 1
}

no_chromium="Chromium is missing and cannot be installed here. Install Debian's chromium or Google's google-chrome-stable
(Ubuntu's own is a snap, which programs from outside cannot drive), or set CHROMIUM to another one, and run this again."

ensure_chromium() {
    if has_chromium; then return; fi
    say "installing Chromium from Debian (about 1 min)…"
    can_install && apt_install chromium && has_chromium || fail "$no_chromium"
}

# What the examples in Node.js need. They are tested where it is; tests/support/consumers.py looks for the same two.
# The packages lie in build/: nothing that is not ours stands beside the examples.
ensure_example_packages() {
    local from=deploy/examples/node to=build/examples/node
    if ! command -v node >/dev/null || ! command -v npm >/dev/null; then return; fi
    if cmp -s $from/package-lock.json $to/.installed; then return; fi
    say "installing packages for the examples in Node.js…"
    mkdir -p $to
    cp $from/package.json $from/package-lock.json $to/
    npm ci --prefix $to --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null ||
        fail "npm cannot install what $from/package-lock.json lists; mend that, or run this where Node.js is not."
    cp $from/package-lock.json $to/.installed
}

install_tool() {
    case $1 in
        clamd) install_without_service clamav-daemon clamav clamav-daemon clamav-freshclam ;;
        *) apt_install "$1" ;;
    esac
}

ensure_tool() {
    case $1 in
        chromium) ensure_chromium; return ;;
        examples) ensure_example_packages; return ;;
    esac
    if PATH=$PATH:/usr/sbin command -v "$1" >/dev/null; then return; fi
    say "installing $1 from Debian…"
    can_install && install_tool "$1" || fail "$1 is missing and cannot be installed here; install it and run this again."
}

ensure_venv
ensure_packages
ensure_rabbitmq
ensure_libmagic
ensure_press_packages
for tool in "$@"; do ensure_tool "$tool"; done
if [ $((SECONDS - started)) -gt 1 ]; then say "ready after $((SECONDS - started)) s"; fi
