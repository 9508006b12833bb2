#!/bin/sh
cd "$(dirname "$0")" && dotnet tool restore &&
    exec dotnet tool run pwsh -- -NoProfile -File build.ps1 "$@"
