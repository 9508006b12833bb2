#!/bin/sh
export DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
cd "$(dirname "$0")" && dotnet tool restore &&
    exec dotnet tool run pwsh -- -NoProfile -File build.ps1 "$@"
