<#
.SYNOPSIS
    Measures how much longer the import of the module takes than the import of an empty script module.
.DESCRIPTION
    Starts new processes, alternating between the modules, and returns the median duration of Import-Module for each.
.PARAMETER Runs
    The number of processes for each module. The default is 9.
#>
[CmdletBinding()]
param(
    [ValidateRange(3, 99)]
    [int] $Runs = 9
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'PowerShell.psm1')
$shell = Get-PowerShellPath
$root = Split-Path $PSScriptRoot
$module = Join-Path $root 'output' 'CostCompass' 'CostCompass.psd1'
if (-not (Test-Path $module)) { throw 'Build the module first: ./build.ps1' }

$empty = Join-Path ([IO.Path]::GetTempPath()) "EmptyModule-$PID.psm1"
Set-Content $empty ''
try {
    $times = @{ Empty = @(); CostCompass = @() }
    foreach ($run in 0..$Runs) {
        foreach ($name in 'Empty', 'CostCompass') {
            $path = if ($name -eq 'Empty') { $empty } else { $module }
            $text = & $shell -NoProfile -NonInteractive -Command "
                `$watch = [Diagnostics.Stopwatch]::StartNew()
                Import-Module '$path'
                `$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)"

            # The first process of each only warms up the disk cache.
            if ($run -gt 0) { $times[$name] += [double]::Parse($text, [cultureinfo]::InvariantCulture) }
        }
    }
}
finally {
    Remove-Item $empty
}

$median = @{}
foreach ($name in 'Empty', 'CostCompass') {
    $sorted = $times[$name] | Sort-Object
    $median[$name] = $sorted[[math]::Floor($sorted.Count / 2)]
}

[pscustomobject]@{
    Runs             = $Runs
    EmptyMedianMs    = [math]::Round($median.Empty, 1)
    ModuleMedianMs   = [math]::Round($median.CostCompass, 1)
    DifferenceMs     = [math]::Round($median.CostCompass - $median.Empty, 1)
    ModuleMinimumMs  = [math]::Round(($times.CostCompass | Measure-Object -Minimum).Minimum, 1)
    ModuleMaximumMs  = [math]::Round(($times.CostCompass | Measure-Object -Maximum).Maximum, 1)
}
