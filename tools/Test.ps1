<#
.SYNOPSIS
    Runs every suite: xunit, Pester over the built module in a fresh pwsh, the report in headless Chromium, PSScriptAnalyzer. Closes with the sum of them all.
#>
[CmdletBinding()]
param(
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$results = Join-Path $root 'artifacts' 'results'
Remove-Item $results -Recurse -Force -ErrorAction Ignore
$null = New-Item $results -ItemType Directory -Force
$sum = [ordered]@{ Passed = 0; Failed = 0; Skipped = 0 }

$failures = [Collections.Generic.List[string]]::new()

function Add-Suite([string] $Name, [psobject] $Result) {
    foreach ($failure in $Result.Failures) { $failures.Add("${Name}: $failure") }
    $sum.Passed += $Result.Passed
    $sum.Failed += $Result.Failed
    $sum.Skipped += $Result.Skipped
    "== ${Name}: $($Result.Passed) passed, $($Result.Failed) failed, $($Result.Skipped) skipped"
}

# 1. xunit. Everything is built first: the Pester suite needs the simulator and the fixtures, which no test project builds.
dotnet build (Join-Path $root 'CostCompass.sln') --configuration $Configuration --nologo --verbosity quiet
dotnet test (Join-Path $root 'CostCompass.sln') --no-build --configuration $Configuration --nologo --results-directory $results --logger trx
$testExit = $LASTEXITCODE
$xunit = [pscustomobject]@{ Passed = 0; Failed = 0; Skipped = 0; Failures = @() }
foreach ($file in Get-ChildItem $results -Filter '*.trx') {
    # Two that end in the same second are told apart by brackets in their names.
    $run = ([xml](Get-Content -LiteralPath $file.FullName -Raw)).TestRun
    $counters = $run.ResultSummary.Counters
    $xunit.Passed += [int]$counters.passed
    $xunit.Failed += [int]$counters.failed
    $xunit.Skipped += [int]$counters.total - [int]$counters.passed - [int]$counters.failed
    $xunit.Failures += foreach ($test in $run.Results.UnitTestResult | Where-Object outcome -EQ Failed) {
        "$($test.testName)`n$($test.Output.ErrorInfo.Message)"
    }
}

# A project that does not compile or a run that breaks off has no counter of its own.
if ($testExit -ne 0 -and $xunit.Failed -eq 0) { $xunit.Failed = 1 }
Add-Suite 'xunit' $xunit

# 2. Pester, in a fresh pwsh, over the module as it is assembled
& (Join-Path $PSScriptRoot 'Build.ps1') -Configuration $Configuration
$pesterFile = Join-Path $results 'pester.json'
pwsh -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot 'Invoke-ModuleTest.ps1') -Configuration $Configuration -ResultPath $pesterFile
$pester = if (Test-Path $pesterFile) { Get-Content $pesterFile -Raw | ConvertFrom-Json } else { [pscustomobject]@{ Passed = 0; Failed = 1; Skipped = 0 } }
Add-Suite 'Pester' $pester

# 3. The report in a browser, where there are Node and Chromium
Add-Suite 'Report in Chromium' (& (Join-Path $PSScriptRoot 'Test-Report.ps1'))

# 4. PSScriptAnalyzer
Add-Suite 'PSScriptAnalyzer' (& (Join-Path $PSScriptRoot 'Analyze.ps1') -PassThru)

# Once more at the end, where one looks.
foreach ($failure in $failures) { "-- failed: $failure" }
"$($sum.Passed) passed, $($sum.Failed) failed, $($sum.Skipped) skipped"
$global:LASTEXITCODE = $sum.Failed -gt 0 ? 1 : 0
