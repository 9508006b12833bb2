<#
.SYNOPSIS
    Runs the Pester suites of tests/module over the built module, in this process: start it in a fresh one.
.DESCRIPTION
    The module and the simulator must have been built before, in the configuration that is given.
.PARAMETER Path
    The suites to run: all of tests/module unless said.
.PARAMETER Part
    Which part of the suites to run, of as many as Parts says.
.PARAMETER Parts
    Into how many parts the suites are dealt, to run at the same time.
.PARAMETER ModulePath
    The folder of the module under test: output/CostCompass unless said.
.PARAMETER ExcludeTag
    Tags of Pester whose tests do not run.
.PARAMETER Configuration
    The configuration in which simulator and fixtures were built.
.PARAMETER Output
    How much Pester shows.
.OUTPUTS
    The result of a suite, as tools/TestResult.psm1 describes it. As a file of its own process it ends with 1 when anything failed.
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [string[]] $Path = (Join-Path (Split-Path $PSScriptRoot) 'tests' 'module'),

    [ValidateRange(1, 16)]
    [int] $Part = 1,

    [ValidateRange(1, 16)]
    [int] $Parts = 1,

    [string] $ModulePath,

    [string[]] $ExcludeTag,

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    [ValidateSet('None', 'Normal', 'Detailed', 'Diagnostic')]
    [string] $Output = 'Normal',

    [string] $ResultPath
)

$ErrorActionPreference = 'Stop'
& (Join-Path $PSScriptRoot 'Import-Pester.ps1')
Import-Module (Join-Path $PSScriptRoot 'TestResult.psm1')
$env:COSTCOMPASS_TEST_CONFIGURATION = $Configuration
if ($ModulePath) { $env:COSTCOMPASS_TEST_MODULE = $ModulePath }

$settings = New-PesterConfiguration
$suites = @(Get-ChildItem $Path -Recurse -File -Filter '*.Tests.ps1' | Sort-Object Length -Descending)
$dealt = @(for ($index = $Part - 1; $index -lt $suites.Count; $index += $Parts) { $suites[$index].FullName })
if (-not $dealt) { throw "There is no suite for part $Part of $Parts." }
$settings.Run.Path = $dealt
$settings.Run.PassThru = $true
if ($ExcludeTag) { $settings.Filter.ExcludeTag = $ExcludeTag }
$settings.Output.Verbosity = $Output
$run = Invoke-Pester -Configuration $settings

# A file that cannot be read, or a block that cannot be set up, is a failure too.
$failed = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
$failures = @(foreach ($broken in @($run.Failed) + @($run.FailedBlocks) + @($run.FailedContainers)) {
        "$($broken ? $broken.ToString() : '')`n$($broken.ErrorRecord | Select-Object -First 1)"
    })
$tests = $run.Tests | Select-Object @{ n = 'Name'; e = { $_.ExpandedPath } }, @{ n = 'Seconds'; e = { $_.Duration.TotalSeconds } }
$result = New-TestResult -Passed $run.PassedCount -Failed $failed -Skipped ($run.SkippedCount + $run.NotRunCount) -Failure $failures -Test $tests
if ($ResultPath) { ConvertTo-Json $result -Depth 4 | Set-Content $ResultPath }
$result
exit ($failed -gt 0 ? 1 : 0)
