#!/bin/sh
# Takes snapshots from cron, which starts with hardly any environment. Keys stand in a file that only you can read (chmod 600), as
# lines such as DEEPSEEK_API_KEY=...; COSTCOMPASS_KEYS names another one.
set -eu
keys=${COSTCOMPASS_KEYS:-$HOME/.config/costcompass/keys.env}
if [ -f "$keys" ]; then
    case $(ls -ld "$keys") in
        -???------*) ;;
        *) echo "Others can read $keys: chmod 600 it." >&2; exit 1 ;;
    esac

    set -a
    . "$keys"
    set +a
fi

PATH=$PATH:/usr/local/bin:/usr/bin
exec pwsh -NoProfile -NonInteractive -File "$(dirname "$0")/../Update-Cost.ps1" "$@"
