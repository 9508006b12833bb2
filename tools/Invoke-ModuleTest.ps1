<#
.SYNOPSIS
    Runs the Pester suites of tests/module with the built module, in this process. Start it in a new process.
.DESCRIPTION
    The module and the simulator must already be built in the specified configuration.
.PARAMETER Path
    The suites to run. The default is all suites in tests/module.
.PARAMETER Part
    The part of the suites to run, from 1 to the value of -Parts.
.PARAMETER Parts
    The number of parts into which the suites are divided, to run them at the same time.
.PARAMETER ModulePath
    The folder of the module under test. The default is output/CostCompass.
.PARAMETER ExcludeTag
    Tags of Pester tests that don't run.
.PARAMETER Configuration
    The build configuration of the simulator and the fixtures.
.PARAMETER Output
    The verbosity of Pester.
.OUTPUTS
    The result of a suite (see tools/TestResult.psm1). Run as the file of a process, it exits with 1 if anything failed.
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
if (-not $dealt) { throw "No suite is left for part $Part of $Parts." }
$settings.Run.Path = $dealt
$settings.Run.PassThru = $true
if ($ExcludeTag) { $settings.Filter.ExcludeTag = $ExcludeTag }
$settings.Output.Verbosity = $Output
$run = Invoke-Pester -Configuration $settings

# A file that can't be read, or a block whose setup fails, is also a failure.
$failed = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
$failures = @(foreach ($broken in @($run.Failed) + @($run.FailedBlocks) + @($run.FailedContainers)) {
        "$($broken ? $broken.ToString() : '')`n$($broken.ErrorRecord | Select-Object -First 1)"
    })
$tests = $run.Tests | Select-Object @{ n = 'Name'; e = { $_.ExpandedPath } }, @{ n = 'Seconds'; e = { $_.Duration.TotalSeconds } }
$result = New-TestResult -Passed $run.PassedCount -Failed $failed -Skipped ($run.SkippedCount + $run.NotRunCount) -Failure $failures -Test $tests
if ($ResultPath) { ConvertTo-Json $result -Depth 4 | Set-Content $ResultPath }
$result
exit ($failed -gt 0 ? 1 : 0)
