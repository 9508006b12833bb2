<#
.SYNOPSIS
    Takes the pictures of the report for the documentation: ten weeks against simulated providers, light, dark and as wide as a phone.
.DESCRIPTION
    It writes docs/images/report-light.png, report-dark.png and report-phone.png. Without Node or Chromium it says so and leaves
    the pictures as they are.
#>
[CmdletBinding()]
param(
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
Import-Module (Join-Path $PSScriptRoot 'ReportBrowser.psm1')
$obstacle = Get-BrowserObstacle
if ($obstacle) {
    "The pictures of the report were not taken: $obstacle."
    return
}

dotnet build (Join-Path $root 'tests' 'CostCompass.Simulator') --configuration $Configuration --nologo --verbosity quiet
if ($LASTEXITCODE -ne 0) { throw 'The simulator could not be compiled.' }

Import-Module (Join-Path $PSScriptRoot 'Simulator.psm1')
$images = Join-Path $root 'docs' 'images'
$throwaway = Join-Path ([IO.Path]::GetTempPath()) "costcompass-picture-$([guid]::NewGuid().ToString('n'))"
$report = Join-Path $throwaway 'report.html'
$simulator = $null
$previousHome = $env:COSTCOMPASS_HOME
try {
    $null = New-Item $throwaway, $images -ItemType Directory -Force
    $env:COSTCOMPASS_HOME = Join-Path $throwaway 'home'
    $simulator = Open-Simulator -Key 'sk-demo-0000000000000000' -Configuration $Configuration -Argument @(
        '--currency', 'USD', '--granted', '0', '--topped-up', '60', '--clock', '2026-09-07T00:00:00Z')
    pwsh -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot 'demo' 'Report.ps1') -BaseUri $simulator.BaseUri -Path $report
    if ($LASTEXITCODE -ne 0 -or -not (Test-Path $report)) { throw 'The report for the pictures could not be made.' }

    node (Join-Path (Get-ReportTestFolder) 'picture.js') $report $images
    if ($LASTEXITCODE -ne 0) { throw 'The pictures could not be taken.' }
    "Pictures of the report: $images"
}
finally {
    $env:COSTCOMPASS_HOME = $previousHome
    Close-Simulator $simulator
    Remove-Item $throwaway -Recurse -Force -ErrorAction Ignore
}
