<#
.SYNOPSIS
    Opens reports of the built module in headless Chromium: what they show, and that they ask for nothing.
.OUTPUTS
    An object with Passed, Failed and Skipped. Without Node or Chromium nothing runs, and it says so.
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param()

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'ReportBrowser.psm1')
$obstacle = Get-BrowserObstacle
if ($obstacle) {
    "The tests of the report in a browser did not run: $obstacle." | Out-Default
    return [pscustomobject]@{ Passed = 0; Failed = 0; Skipped = 1 }
}

$tests = Get-ReportTestFolder
$reports = Join-Path ([IO.Path]::GetTempPath()) "costcompass-reports-$([guid]::NewGuid().ToString('n'))"
$result = Join-Path $reports 'result.xml'
$before = $env:COSTCOMPASS_REPORTS
try {
    $null = New-Item $reports -ItemType Directory
    pwsh -NoProfile -NonInteractive -File (Join-Path $tests 'New-ReportFixture.ps1') -Path $reports | Out-Default
    if ($LASTEXITCODE -ne 0) { return [pscustomobject]@{ Passed = 0; Failed = 1; Skipped = 0 } }

    $env:COSTCOMPASS_REPORTS = $reports
    node --test --test-reporter=spec --test-reporter-destination=stdout --test-reporter=junit "--test-reporter-destination=$result" (Join-Path $tests 'report.test.js') |
        Out-Default
    $cases = @(([xml](Get-Content -LiteralPath $result -Raw)).SelectNodes('//testcase'))
    $broken = @($cases | Where-Object { $_.SelectSingleNode('failure') })
    $failed = $broken.Count
    $skipped = @($cases | Where-Object { $_.SelectSingleNode('skipped') }).Count
    [pscustomobject]@{
        Passed = $cases.Count - $failed - $skipped
        Failed = $LASTEXITCODE -ne 0 -and $failed -eq 0 ? 1 : $failed
        Skipped = $skipped
        Failures = @($broken | ForEach-Object { $_.GetAttribute('name') })
    }
}
finally {
    $env:COSTCOMPASS_REPORTS = $before
    Remove-Item $reports -Recurse -Force -ErrorAction Ignore
}
