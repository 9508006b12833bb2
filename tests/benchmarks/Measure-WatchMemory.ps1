<#
.SYNOPSIS
    Whether the memory of Watch-CostSnapshot grows: rounds against the simulator by a clock that jumps, sampled ten times.
.EXAMPLE
    ./tests/benchmarks/Measure-WatchMemory.ps1 -Rounds 100000
#>
[CmdletBinding()]
param(
    [ValidateRange(100, 10000000)]
    [int] $Rounds = 100000,

    [ValidateRange(1, 1000)]
    [int] $Accounts = 2
)

$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)
Import-Module (Join-Path $root 'output' 'CostCompass')
Import-Module (Join-Path $root 'tools' 'Simulator.psm1')
$simulator = Open-Simulator -Argument '--topped-up', '1000000', '--clock', '2026-11-16T00:00:00Z'
$folder = Join-Path ([IO.Path]::GetTempPath()) "costcompass-watch-$([guid]::NewGuid().ToString('n'))"
try {
    $env:COSTCOMPASS_HOME = $folder
    $env:COSTCOMPASS_CLOCK = '2026-11-16T00:00:00Z'
    $env:DEEPSEEK_API_KEY = $simulator.Key
    1..$Accounts | ForEach-Object { $null = Connect-DeepSeek "account-$_" -EnvironmentVariable DEEPSEEK_API_KEY -BaseUri $simulator.BaseUri }
    $process = [Diagnostics.Process]::GetCurrentProcess()
    $watched = [Diagnostics.Stopwatch]::StartNew()
    $seen = 0
    Watch-CostSnapshot -Interval 00:00:30 -Count $Rounds -BelowBalance 100 -RunwayDays 1 -BurnAbove 1000 | ForEach-Object {
        $seen++
        # The balance moves now and then, as that of an account in use does.
        if ($seen % 50 -eq 0) { $null = Invoke-Simulator $simulator spend @{ amount = 0.01 } }
        if ($seen % ($Rounds * $Accounts / 10) -eq 0) {
            $process.Refresh()
            [pscustomobject]@{
                Rounds     = $seen / $Accounts
                HeapMB     = [math]::Round([GC]::GetTotalMemory($true) / 1MB, 1)
                ResidentMB = [math]::Round($process.WorkingSet64 / 1MB, 1)
                Minutes    = [math]::Round($watched.Elapsed.TotalMinutes, 2)
            }
        }
    }
}
finally {
    Close-Simulator $simulator
    Remove-Item $folder -Recurse -Force -ErrorAction Ignore
}
