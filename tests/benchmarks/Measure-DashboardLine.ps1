#requires -Version 7.4

<#
.SYNOPSIS
    Measures how long Show-CostDashboard -Line takes in a session that is warm.
.DESCRIPTION
    Makes a store of its own with accounts that are polled several times a day for some months, half of them in another currency with a
    rate, a subscription and two budgets. Build the module first: ./build.ps1
.PARAMETER Account
    How many accounts.
.PARAMETER Day
    How many days of history each has.
.PARAMETER PerDay
    How many readings a day each has. Every one of them is lower than the one before.
.PARAMETER Calls
    How many calls are measured, after twenty to warm up.
.PARAMETER Fresh
    Let the clock move on by ten minutes before each call, so that nothing is kept from the call before.
.EXAMPLE
    tests/benchmarks/Measure-DashboardLine.ps1 -Account 4 -Day 60 -PerDay 24
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 1000)]
    [int] $Account = 4,

    [ValidateRange(1, 3650)]
    [int] $Day = 60,

    [ValidateRange(1, 1440)]
    [int] $PerDay = 24,

    [ValidateRange(1, 100000)]
    [int] $Calls = 200,

    [switch] $Fresh
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '..' '..' 'output' 'CostCompass' 'CostCompass.psd1')
$former = $env:COSTCOMPASS_HOME, $env:COSTCOMPASS_CLOCK
$work = Join-Path ([IO.Path]::GetTempPath()) "costcompass-line-$([guid]::NewGuid().ToString('n'))"
$invariant = [cultureinfo]::InvariantCulture
$end = [datetimeoffset]'2026-11-16T12:00:00Z'
$env:COSTCOMPASS_HOME = $work
try {
    $null = New-Item -ItemType Directory $work
    $file = Join-Path $work 'history.csv'
    $writer = [IO.StreamWriter]::new($file)
    $writer.WriteLine('account,currency,first_seen,total')
    foreach ($number in 1..$Account) {
        $currency = $number % 2 ? 'USD' : 'CNY'
        $readings = $Day * $PerDay
        foreach ($reading in 0..($readings - 1)) {
            $at = $end.AddDays(($reading - $readings) / $PerDay).ToString('yyyy-MM-ddTHH:mm:ssZ', $invariant)
            $writer.WriteLine("account$number,$currency,$at,$((0.05 * ($readings - $reading) + 20 * $number).ToString($invariant))")
        }
    }
    $writer.Dispose()
    $null = Import-CostSnapshot $file
    $null = Set-CostExchangeRate -From CNY -To USD -Rate 0.14 -Date 2026-01-01
    $null = Add-CostSubscription editor 20 USD -Start 2026-01-05
    $null = Set-CostBudget Everything 100 USD
    $null = Set-CostBudget One 50 USD -Account account1 -WarningAction Ignore

    # Just after a write nothing is kept.
    Start-Sleep -Seconds 3
    $env:COSTCOMPASS_CLOCK = $end.ToString('o', $invariant)
    foreach ($call in 1..20) { $line = Show-CostDashboard -Line }
    $times = foreach ($call in 1..$Calls) {
        if ($Fresh) { $env:COSTCOMPASS_CLOCK = $end.AddMinutes(10 * $call).ToString('o', $invariant) }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $line = Show-CostDashboard -Line
        $watch.Elapsed.TotalMilliseconds
    }
    $sorted = @($times | Sort-Object)
    [pscustomobject]@{
        Accounts     = $Account
        Snapshots    = $Account * $Day * $PerDay
        Calls        = $Calls
        MedianMs     = [math]::Round($sorted[[int][math]::Floor($sorted.Count / 2)], 2)
        Percentile95 = [math]::Round($sorted[[int][math]::Floor($sorted.Count * 0.95)], 2)
        Line         = $line
    }
}
finally {
    $env:COSTCOMPASS_HOME, $env:COSTCOMPASS_CLOCK = $former
    Remove-Item $work -Recurse -Force -ErrorAction Ignore
}
