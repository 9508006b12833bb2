<#
.SYNOPSIS
    Imports the Pester that tools/Build.csproj pins, which it restores from NuGet. No other one is used: what is tested must be what everybody gets.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
$project = Join-Path $PSScriptRoot 'Build.csproj'
$path = dotnet msbuild $project -restore -target:FindPester -getProperty:PesterPath -nologo -verbosity:quiet | Select-Object -Last 1
if ($LASTEXITCODE -ne 0 -or -not (Test-Path "$path")) { throw "Pester could not be restored from NuGet: $path" }
Import-Module $path
