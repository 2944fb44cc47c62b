#!/bin/sh
# Have what Python packages cannot bring: Python itself, Pango for the PDF, and for the tests Poppler, tmux,
# Chromium, PostgreSQL and LibreOffice.
#   tools/system.sh python     print the name of a Python that is new enough
#   tools/system.sh product    what the product needs: installed with apt when root, otherwise the command to type
#   tools/system.sh tests      the same for the tests
set -eu

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "No Python 3.11 or newer was found. Install it (docs/install.md) and type the same command again." >&2
    exit 1
}

has_library() { "$(find_python)" -c "import ctypes.util, sys; sys.exit(not ctypes.util.find_library('$1'))"; }
has_venv() { "$(find_python)" -c 'import ensurepip, venv' 2>/dev/null; }

has_postgresql() { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; } >/dev/null 2>&1
has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null

# install WHAT APT DNF APK PACMAN BREW: the names of the packages that bring WHAT
install() {
    if command -v apt-get >/dev/null; then
        if [ "$(id -u)" = 0 ]; then
            echo "Installing $1: $2" >&2
            # shellcheck disable=SC2086 — a list of packages
            { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $2; } \
                >/dev/null
            return
        fi
        command="sudo apt-get install -y $2"
    elif command -v dnf >/dev/null; then command="sudo dnf install $3"
    elif command -v apk >/dev/null; then command="sudo apk add $4"
    elif command -v pacman >/dev/null; then command="sudo pacman -S $5"
    elif [ "$(uname)" = Darwin ]; then command="brew install $6"
    else command="(see docs/install.md)"
    fi
    echo "$1 is missing. Type this, and then the same make command again:" >&2
    echo "    $command" >&2
    exit 1
}

product() {
    python=$(find_python)
    has_venv || install "Python's venv" "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')" \
        python3 python3 python python
    if ! has_library pango-1.0 || ! has_library pangoft2-1.0 || ! has_library harfbuzz-subset; then
        install "Pango, which makes the PDF," "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" \
            pango "pango harfbuzz" pango pango
    fi
}

tests() {
    product
    for tool in pdftoppm tmux; do
        command -v "$tool" >/dev/null || install "Poppler or tmux, which the tests look through," "poppler-utils tmux" \
            "poppler-utils tmux" "poppler-utils tmux" "poppler tmux" "poppler tmux"
    done
    has_chromium || install "Chromium, in which the tests open reports," chromium chromium chromium chromium "--cask chromium"
    has_postgresql || install "PostgreSQL, of which the tests start a server of their own," postgresql \
        postgresql-server postgresql postgresql postgresql
    command -v soffice >/dev/null || install "LibreOffice, which fills in a sheet in the tests," \
        libreoffice-calc-nogui libreoffice-calc libreoffice-calc libreoffice-still "--cask libreoffice"
}

case "$1" in
    python) find_python ;;
    product) product ;;
    tests) tests ;;
esac
