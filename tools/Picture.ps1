<#
.SYNOPSIS
    Takes the pictures for the documentation: ten weeks against simulated providers, in the report and in the terminal.
.DESCRIPTION
    It writes to docs/images: the report in light and dark mode and in the width of a phone, and the dashboard, a chart and tables in a
    dark and a light terminal. Without Node or Chromium, it writes a message and doesn't change the pictures. The program "script",
    which runs a command in a terminal, is required for the pictures of the terminal.
#>
[CmdletBinding()]
param(
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
Import-Module (Join-Path $PSScriptRoot 'ReportBrowser.psm1')
Import-Module (Join-Path $PSScriptRoot 'PowerShell.psm1')
$shell = Get-PowerShellPath
$obstacle = Get-BrowserObstacle
if ($obstacle) {
    "The pictures of the report weren't taken: $obstacle."
    return
}

dotnet build (Join-Path $root 'tests' 'CostCompass.Simulator') --configuration $Configuration --nologo --verbosity quiet
if ($LASTEXITCODE -ne 0) { throw "The simulator couldn't be compiled." }

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
    & $shell -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot 'demo' 'Report.ps1') -BaseUri $simulator.BaseUri -Path $report
    if ($LASTEXITCODE -ne 0 -or -not (Test-Path $report)) { throw "The report for the pictures couldn't be exported." }

    # The module uses the colors and width of a terminal only in a terminal.
    $texts = Join-Path $throwaway 'terminal'
    $null = New-Item $texts -ItemType Directory
    if ($IsLinux -and (Get-Command script -CommandType Application -ErrorAction Ignore)) {
        foreach ($view in 'Dashboard', 'Chart', 'Tables') {
            $command = "stty cols 110 rows 60; '$shell' -NoProfile -NonInteractive -File '$(Join-Path $PSScriptRoot 'demo' 'Terminal.ps1')' -View $view"
            $null = script --quiet --return --command $command (Join-Path $texts "$($view.ToLowerInvariant()).typescript")
            if ($LASTEXITCODE -ne 0) { throw "The terminal couldn't show '$view'." }
            # The program adds a line before and after the output.
            $lines = Get-Content (Join-Path $texts "$($view.ToLowerInvariant()).typescript") | Where-Object { $_ -notmatch '^Script (started|done) on ' }
            Set-Content (Join-Path $texts "$($view.ToLowerInvariant()).txt") ($lines -join "`n")
        }
    }
    else {
        'The pictures of the terminal weren''t taken: the program "script" isn''t installed.'
    }

    node (Join-Path (Get-ReportTestFolder) 'picture.js') $report $images $texts
    if ($LASTEXITCODE -ne 0) { throw "The pictures couldn't be taken." }
    "Pictures: $images"
}
finally {
    $env:COSTCOMPASS_HOME = $previousHome
    Close-Simulator $simulator
    Remove-Item $throwaway -Recurse -Force -ErrorAction Ignore
}
