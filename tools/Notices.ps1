<#
.SYNOPSIS
    Writes THIRD-PARTY-NOTICES.md: the third-party software in the built module, and its licences.
.PARAMETER ModulePath
    The folder of the built module.
.PARAMETER Path
    The file to write.
#>
[CmdletBinding()]
param(
    [string] $ModulePath = (Join-Path (Split-Path $PSScriptRoot) 'output' 'CostCompass'),

    [string] $Path = (Join-Path (Split-Path $PSScriptRoot) 'THIRD-PARTY-NOTICES.md')
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'ShippedPackage.psm1') -Force
$packages = @(Get-ShippedPackage $ModulePath)

# The chosen licence of a package with several licences. SQLite is in the public domain, so it has no licence text.
$taken = @{ 'MS-PL OR Apache-2.0' = 'Apache-2.0' }
$shown = @{ 'blessing' = 'Public domain' }

$lines = @(
    '# Third-party notices'
    ''
    'CostCompass contains the work of others. `tools/Notices.ps1` writes this list from the files of the built module.'
    ''
    '| package | version | licence | copyright |'
    '|---|---|---|---|'
    foreach ($package in $packages) {
        $licence = $shown[$package.Licence] ?? $package.Licence
        "| [$($package.Name)]($($package.Project)) | $($package.Version) | $licence | $($package.Copyright) |"
    }
    ''
    'uPlot is part of `CostCompass.Core.dll`, and of each report that `Export-CostReport` writes. The others are files below `dependencies`.'
    'The packages of Microsoft contain further work of others: see [their notices](https://github.com/dotnet/runtime/blob/main/THIRD-PARTY-NOTICES.TXT).'
    foreach ($licence in $packages | ForEach-Object { $taken[$_.Licence] ?? $_.Licence } | Where-Object { -not $shown[$_] } | Sort-Object -Unique -Culture '') {
        $of = ($packages | Where-Object { ($taken[$_.Licence] ?? $_.Licence) -eq $licence }).Name -join ', '
        ''
        "## $licence"
        ''
        "$of."
        ''
        '```'
        (Get-Content (Join-Path $PSScriptRoot 'licences' "$licence.txt") -Raw).Trim("`n")
        '```'
    }
)
[IO.File]::WriteAllText($Path, ($lines -join "`n") + "`n")
