<#
.SYNOPSIS
    Imports the Pester version that tools/Build.csproj specifies, and restores it from NuGet. No other version is used, so that all
    computers run the same tests.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
$project = Join-Path $PSScriptRoot 'Build.csproj'
$path = dotnet msbuild $project -restore -target:FindPester -getProperty:PesterPath -nologo -verbosity:quiet | Select-Object -Last 1
if ($LASTEXITCODE -ne 0 -or -not (Test-Path "$path")) { throw "Pester couldn't be restored from NuGet: $path" }
Import-Module $path
