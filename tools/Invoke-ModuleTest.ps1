<#
.SYNOPSIS
    Runs the Pester suites of tests/module over the built module, in this process: start it in a fresh one.
.DESCRIPTION
    The module and the simulator must have been built before, in the configuration that is given.
.PARAMETER Path
    The suites to run: all of tests/module unless said.
.PARAMETER ModulePath
    The folder of the module under test: output/CostCompass unless said.
.PARAMETER Configuration
    The configuration in which simulator and fixtures were built.
.PARAMETER Output
    How much Pester shows.
.OUTPUTS
    An object with Passed, Failed, Skipped and Failures, what failed in words. As a file of its own process it ends with 1 when anything failed.
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [string[]] $Path = (Join-Path (Split-Path $PSScriptRoot) 'tests' 'module'),

    [string] $ModulePath,

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    [ValidateSet('None', 'Normal', 'Detailed', 'Diagnostic')]
    [string] $Output = 'Normal',

    [string] $ResultPath
)

$ErrorActionPreference = 'Stop'
& (Join-Path $PSScriptRoot 'Import-BuildModule.ps1') -Name Pester -MinimumVersion 5.5.0
$env:COSTCOMPASS_TEST_CONFIGURATION = $Configuration
if ($ModulePath) { $env:COSTCOMPASS_TEST_MODULE = $ModulePath }

$settings = New-PesterConfiguration
$settings.Run.Path = $Path
$settings.Run.PassThru = $true
$settings.Output.Verbosity = $Output
$run = Invoke-Pester -Configuration $settings

# A file that cannot be read, or a block that cannot be set up, is a failure too.
$failed = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
$failures = @(foreach ($broken in @($run.Failed) + @($run.FailedBlocks) + @($run.FailedContainers)) {
        "$($broken ? $broken.ToString() : '')`n$($broken.ErrorRecord | Select-Object -First 1)"
    })
$result = [pscustomobject]@{ Passed = $run.PassedCount; Failed = $failed; Skipped = $run.SkippedCount + $run.NotRunCount; Failures = $failures }
if ($ResultPath) { ConvertTo-Json $result | Set-Content $ResultPath }
$result
exit ($failed -gt 0 ? 1 : 0)
