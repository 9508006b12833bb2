<#
.SYNOPSIS
    Runs all suites: xunit, Pester with the built module, the report in headless Chromium, PSScriptAnalyzer. Ends with their total.
.DESCRIPTION
    xunit and Pester run at the same time, Pester in two processes, because most of their tests wait. The end of the output lists the
    ten slowest tests, and the suites that didn't run because this computer doesn't have what they need. This isn't a failure.
#>
[CmdletBinding()]
param(
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$solution = Join-Path $root 'CostCompass.sln'
$results = Join-Path $root 'artifacts' 'results'
Import-Module (Join-Path $PSScriptRoot 'PowerShell.psm1')
Import-Module (Join-Path $PSScriptRoot 'TestResult.psm1')
Import-Module (Join-Path $root 'tests' 'module' 'Support' 'TestServer.psm1')
Remove-Item $results -Recurse -Force -ErrorAction Ignore
$null = New-Item $results -ItemType Directory -Force
$suites = [Collections.Generic.List[psobject]]::new()

function Add-Suite([string] $Name, [psobject] $Result) {
    $suites.Add(($Result | Add-Member Name $Name -PassThru))
    "== ${Name}: $($Result.Passed) passed, $($Result.Failed) failed, $($Result.Skipped) skipped"
}

function Complete-Run {
    $slowest = $suites | ForEach-Object { $name = $_.Name; $_.Slowest | Select-Object @{ n = 'Suite'; e = { $name } }, * } | Sort-Object Seconds -Descending -Top 10
    'The ten slowest tests:'
    foreach ($test in $slowest) { '  {0,6:0.0} s  {1}: {2}' -f $test.Seconds, $test.Suite, $test.Name }
    foreach ($suite in $suites) { foreach ($failure in $suite.Failures) { "-- failed: $($suite.Name): $failure" } }
    foreach ($reason in $suites.NotRun | Where-Object { $_ }) { "Didn't run: $reason" }
    $failed = ($suites.Failed | Measure-Object -Sum).Sum
    "$(($suites.Passed | Measure-Object -Sum).Sum) passed, $failed failed, $(($suites.Skipped | Measure-Object -Sum).Sum) skipped"
    $global:LASTEXITCODE = $failed -gt 0 ? 1 : 0
}

'Compiling everything. The first time, the packages are downloaded from NuGet...'
dotnet build $solution --configuration $Configuration --nologo --verbosity quiet
if ($LASTEXITCODE -ne 0) {
    Add-Suite 'Compiler' (New-TestResult -Failure "The solution couldn't be compiled.")
    return Complete-Run
}

& (Join-Path $PSScriptRoot 'Build.ps1') -Configuration $Configuration -NoBuild

$moduleTest = '-NoProfile', '-NonInteractive', '-File', (Join-Path $PSScriptRoot 'Invoke-ModuleTest.ps1'), '-Configuration', $Configuration, '-Parts', '2'
$lanes = @(
    @{ Name = 'Pester 1'; Program = Get-PowerShellPath; Argument = $moduleTest + @('-Part', '1', '-ResultPath', (Join-Path $results 'pester-1.json')) }
    @{ Name = 'Pester 2'; Program = Get-PowerShellPath; Argument = $moduleTest + @('-Part', '2', '-ResultPath', (Join-Path $results 'pester-2.json')) }
    @{
        Name = 'xunit'; Program = 'dotnet'
        Argument = 'test', $solution, '--no-build', '--configuration', $Configuration, '--nologo', '--results-directory', $results, '--logger', 'trx'
    }
)
$ends = @{}
$lanes | ForEach-Object -ThrottleLimit $lanes.Count -Parallel {
    $lane = $_
    & $lane.Program @($lane.Argument) 2>&1 | ForEach-Object { "$($lane.Name)| $_" }
    [pscustomobject]@{ Lane = $lane.Name; End = $LASTEXITCODE }
} | ForEach-Object { if ($_ -is [string]) { $_ } else { $ends[$_.Lane] = $_.End } }

Add-Suite 'xunit' (Read-TrxResult $results -ExitCode $ends['xunit'])
foreach ($part in 1, 2) {
    $file = Join-Path $results "pester-$part.json"
    Add-Suite "Pester $part" ((Test-Path $file) ? (Get-Content $file -Raw | ConvertFrom-Json) : (New-TestResult -Failure "It didn't complete."))
}

if (-not (Find-ServerProgram)) {
    Add-Suite 'PostgreSQL' (New-TestResult -NotRun "the tests of a store on a server, in xunit and in Pester: the programs initdb and postgres of PostgreSQL aren't installed")
}

Add-Suite 'Report in Chromium' (& (Join-Path $PSScriptRoot 'Test-Report.ps1'))
Add-Suite 'PSScriptAnalyzer' (& (Join-Path $PSScriptRoot 'Analyze.ps1') -PassThru)
Complete-Run
