<#
.SYNOPSIS
    Tests reports of the built module in headless Chromium: what they show, and that they send no requests.
.OUTPUTS
    The result of a suite (see tools/TestResult.psm1).
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param()

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'ReportBrowser.psm1')
Import-Module (Join-Path $PSScriptRoot 'PowerShell.psm1')
Import-Module (Join-Path $PSScriptRoot 'TestResult.psm1')
$obstacle = Get-BrowserObstacle
if ($obstacle) {
    return New-TestResult -Skipped 1 -NotRun "the report in a browser: $obstacle"
}

$tests = Get-ReportTestFolder
$reports = Join-Path ([IO.Path]::GetTempPath()) "costcompass-reports-$([guid]::NewGuid().ToString('n'))"
$result = Join-Path $reports 'result.xml'
$before = $env:COSTCOMPASS_REPORTS
try {
    $null = New-Item $reports -ItemType Directory
    & (Get-PowerShellPath) -NoProfile -NonInteractive -File (Join-Path $tests 'New-ReportFixture.ps1') -Path $reports | Out-Default
    if ($LASTEXITCODE -ne 0) { return New-TestResult -Failure "The reports couldn't be exported." }

    $env:COSTCOMPASS_REPORTS = $reports
    node --test --test-reporter=spec --test-reporter-destination=stdout --test-reporter=junit "--test-reporter-destination=$result" (Join-Path $tests 'report.test.js') |
        Out-Default
    $cases = @(([xml](Get-Content -LiteralPath $result -Raw)).SelectNodes('//testcase'))
    $broken = @($cases | Where-Object { $_.SelectSingleNode('failure') })
    $skipped = @($cases | Where-Object { $_.SelectSingleNode('skipped') }).Count
    $failures = @($broken | ForEach-Object { $_.GetAttribute('name') })
    if ($LASTEXITCODE -ne 0 -and -not $failures) { $failures = @("node exited with $LASTEXITCODE.") }
    $tests = $cases | Select-Object @{ n = 'Name'; e = { $_.GetAttribute('name') } }, @{ n = 'Seconds'; e = { [double]::Parse($_.GetAttribute('time'), [cultureinfo]::InvariantCulture) } }
    New-TestResult -Passed ($cases.Count - $broken.Count - $skipped) -Skipped $skipped -Failure $failures -Test $tests
}
finally {
    $env:COSTCOMPASS_REPORTS = $before
    Remove-Item $reports -Recurse -Force -ErrorAction Ignore
}
